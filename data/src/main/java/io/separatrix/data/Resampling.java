package io.separatrix.data;

/**
 * Resizing with antialiasing along one axis: a filter as wide as the larger of a source and a
 * target pixel, a triangle (bilinear) or the cubic of Keys with a = -1/2 (bicubic). Applied to rows
 * and columns it is what Pillow does, without the rounding to whole numbers in between.
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
  Resampling(Resizing.Filter filter, int from, int to, int offset, int count) {
    starts = new int[count];
    weights = new double[count][];
    double scale = (double) from / to;
    double width = Math.max(scale, 1);
    double reach = filter == Resizing.Filter.BICUBIC ? 2 * width : width;
    for (int i = 0; i < count; i++) {
      double center = (offset + i + 0.5) * scale;
      int start = Math.max(0, (int) (center - reach + 0.5));
      int end = Math.min(from, (int) (center + reach + 0.5));
      starts[i] = start;
      weights[i] = weights(filter, center, width, start, end);
    }
  }

  private static double[] weights(
      Resizing.Filter filter, double center, double width, int start, int end) {
    double[] weights = new double[end - start];
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      double distance = Math.abs((start + j + 0.5 - center) / width);
      weights[j] = filter == Resizing.Filter.BICUBIC ? cubic(distance) : Math.max(0, 1 - distance);
      sum += weights[j];
    }
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
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
