package io.separatrix.proof.enclosure;

import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * A layer's operand unfolded: for each pixel of the result a column of all that its window sees,
 * channel by channel and in it the places of the kernel, 0 beyond the image.
 */
final class Unfolding {

  private final int kernel;
  private final int groups;
  private final int pixels;
  private final int[][] sources;

  /**
   * @param windows the pixels that each output pixel sees
   * @param kernel places of the kernel
   * @param groups groups of channels that are convolved with each other
   */
  Unfolding(Windows windows, int kernel, int groups) {
    this.kernel = kernel;
    this.groups = groups;
    this.pixels = windows.count();
    this.sources = new int[kernel][pixels];
    for (int[] source : sources) {
      Arrays.fill(source, -1);
    }
    for (int p = 0; p < pixels; p++) {
      for (int i = 0; i < windows.pixels()[p].length; i++) {
        sources[windows.offsets()[p][i]][p] = windows.pixels()[p][i];
      }
    }
  }

  int groups() {
    return groups;
  }

  /** Pixels of the result. */
  int pixels() {
    return pixels;
  }

  /**
   * Writes the columns of some pixels for each lane: (pixel, lane) in this order.
   *
   * @param x for each neuron its lane array
   * @param from the first lane
   * @param lanes how many
   * @param length of a column
   * @param first the first pixel
   * @param count how many
   * @param line room for {@code count * lanes} numbers
   */
  void columns(
      double[][] x,
      int from,
      int lanes,
      int group,
      int length,
      int first,
      int count,
      double[] line,
      DoubleBuffer target) {
    int channels = length / kernel;
    int pixelsIn = x.length / (channels * groups);
    for (int k = 0; k < length; k++) {
      int plane = (group * channels + k / kernel) * pixelsIn;
      int[] source = sources[k % kernel];
      for (int j = 0; j < count; j++) {
        int seen = source[first + j];
        if (seen < 0) {
          Arrays.fill(line, j * lanes, (j + 1) * lanes, 0);
        } else {
          double[] value = x[plane + seen];
          for (int lane = 0; lane < lanes; lane++) {
            line[j * lanes + lane] = value[from + lane];
          }
        }
      }
      target.put(k * count * lanes, line, 0, count * lanes);
    }
  }
}
