package io.separatrix.studies.curvature;

import io.separatrix.data.ImageShape;

/**
 * Finite differences of an image along one axis (footnote of Sec. IV of the paper): the change of
 * an image, to first order, when it is shifted by a pixel. Forward differences, zero at the last
 * column or row.
 */
public final class ImageGradient {

  private ImageGradient() {}

  /** {@code x[c, i, j + 1] - x[c, i, j]}, C x H x W flattened, new. */
  public static double[] horizontal(double[] image, ImageShape shape) {
    return differences(image, shape, 0, 1);
  }

  /** {@code x[c, i + 1, j] - x[c, i, j]}, C x H x W flattened, new. */
  public static double[] vertical(double[] image, ImageShape shape) {
    return differences(image, shape, 1, 0);
  }

  private static double[] differences(double[] image, ImageShape shape, int down, int right) {
    int width = shape.width();
    double[] gradient = new double[image.length];
    for (int c = 0; c < shape.channels(); c++) {
      for (int i = 0; i + down < shape.height(); i++) {
        for (int j = 0; j + right < width; j++) {
          int at = (c * shape.height() + i) * width + j;
          gradient[at] = image[at + down * width + right] - image[at];
        }
      }
    }
    return gradient;
  }
}
