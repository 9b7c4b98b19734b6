package io.separatrix.geometry.detection.baseline;

import java.util.Arrays;

/**
 * Rounds each coordinate to one of {@code 2^bits} equidistant values from low to high; those
 * outside go to the nearest end.
 *
 * @param bits 1 to 16
 * @param low least pixel value, in input units
 * @param high largest pixel value, in input units
 */
public record BitDepthReduction(int bits, double low, double high) implements Squeezer {

  public BitDepthReduction {
    if (bits < 1 || bits > 16 || !(low < high)) {
      throw new IllegalArgumentException(
          "expected 1 to 16 bits and low < high, found " + bits + " bits, " + low + " and " + high);
    }
  }

  @Override
  public double[] squeeze(double[] x) {
    double top = (1 << bits) - 1;
    return Arrays.stream(x)
        .map(value -> Math.max(0, Math.min(1, (value - low) / (high - low))))
        .map(share -> low + (high - low) * Math.rint(share * top) / top)
        .toArray();
  }
}
