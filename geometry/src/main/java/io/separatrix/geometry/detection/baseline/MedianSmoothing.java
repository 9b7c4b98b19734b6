package io.separatrix.geometry.detection.baseline;

import java.util.Arrays;

/**
 * Replaces each pixel by the median of a square window, channel by channel. The window of an even
 * size reaches one pixel further up and left than down and right, and the middle of an even number
 * of values is the upper one (as in SciPy's {@code ndimage.median_filter}, which the authors use).
 * Beyond the rim the image is mirrored, the rim itself repeated.
 *
 * @param channels of the image, which is flattened in the order channel, row, column
 * @param height rows
 * @param width columns
 * @param window side of the window, at least 2 and at most the image's height and width
 */
public record MedianSmoothing(int channels, int height, int width, int window) implements Squeezer {

  public MedianSmoothing {
    if (channels < 1 || window < 2 || window > Math.min(height, width)) {
      throw new IllegalArgumentException(
          "expected at least one channel and a window of 2 up to the image's side, found "
              + channels
              + " x "
              + height
              + " x "
              + width
              + " and a window of "
              + window);
    }
  }

  @Override
  public double[] squeeze(double[] x) {
    if (x.length != channels * height * width) {
      throw new IllegalArgumentException(
          "expected an image of "
              + channels
              + " x "
              + height
              + " x "
              + width
              + " values, found "
              + x.length);
    }
    double[] smooth = new double[x.length];
    double[] values = new double[window * window];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          for (int n = 0; n < values.length; n++) {
            int row = mirrored(i - window / 2 + n / window, height);
            int column = mirrored(j - window / 2 + n % window, width);
            values[n] = x[(c * height + row) * width + column];
          }
          Arrays.sort(values);
          smooth[(c * height + i) * width + j] = values[values.length / 2];
        }
      }
    }
    return smooth;
  }

  private static int mirrored(int index, int size) {
    return index < 0 ? -1 - index : index < size ? index : 2 * size - 1 - index;
  }
}
