package io.separatrix.data;

/**
 * Bilinear resizing with antialiasing along one axis: a triangle filter as wide as the larger of a
 * source and a target pixel. Applied to rows and columns it is what Pillow's {@code BILINEAR} does,
 * without the rounding to whole numbers in between.
 */
final class Resampling {
  private final int[] starts;
  private final double[][] weights;

  /**
   * Prepares part of an axis.
   *
   * @param from source length
   * @param to target length
   * @param offset first target pixel wanted
   * @param count target pixels wanted
   */
  Resampling(int from, int to, int offset, int count) {
    starts = new int[count];
    weights = new double[count][];
    double scale = (double) from / to;
    double width = Math.max(scale, 1);
    for (int i = 0; i < count; i++) {
      double center = (offset + i + 0.5) * scale;
      int start = Math.max(0, (int) (center - width + 0.5));
      int end = Math.min(from, (int) (center + width + 0.5));
      starts[i] = start;
      weights[i] = triangle(center, width, start, end);
    }
  }

  private static double[] triangle(double center, double width, int start, int end) {
    double[] weights = new double[end - start];
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      weights[j] = Math.max(0, 1 - Math.abs((start + j + 0.5 - center) / width));
      sum += weights[j];
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  /**
   * Resamples one line.
   *
   * @param source not modified
   * @param first index of the line's first value in {@code source}
   * @param stride distance of its values
   * @param target gets the wanted pixels
   * @param targetFirst index of the first of them
   * @param targetStride distance of them
   */
  void apply(
      double[] source, int first, int stride, double[] target, int targetFirst, int targetStride) {
    for (int i = 0; i < starts.length; i++) {
      double sum = 0;
      double[] line = weights[i];
      int at = first + starts[i] * stride;
      for (double weight : line) {
        sum += weight * source[at];
        at += stride;
      }
      target[targetFirst + i * targetStride] = sum;
    }
  }
}
