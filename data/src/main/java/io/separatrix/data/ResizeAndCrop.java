package io.separatrix.data;

/**
 * The usual preparation of photographs for ImageNet classifiers: the shorter side is brought to
 * 256/224 of the target's (bilinear, antialiased), the centre is cut out. An image that has the
 * target's size already is left alone.
 *
 * @param target shape after it
 */
record ResizeAndCrop(ImageShape target) {

  /** What is done, for people. */
  String description() {
    return "images of "
        + target.height()
        + " x "
        + target.width()
        + " as they are; others resized to cover "
        + margin(target.height())
        + " x "
        + margin(target.width())
        + " (bilinear, antialiased), centre crop";
  }

  /**
   * Prepares an image.
   *
   * @param image one channel is repeated for a target of several
   * @return C x H x W
   */
  double[] apply(Samples image) {
    int height = image.height();
    int width = image.width();
    boolean asItIs = height == target.height() && width == target.width();
    double factor =
        Math.max(
            (double) margin(target.height()) / height, (double) margin(target.width()) / width);
    // The epsilon keeps the binding side whole; the other one is cut as torchvision cuts it.
    int toHeight = (int) (height * factor + 1e-6);
    int toWidth = (int) (width * factor + 1e-6);
    Resampling rows =
        new Resampling(width, toWidth, start(toWidth, target.width()), target.width());
    Resampling columns =
        new Resampling(height, toHeight, start(toHeight, target.height()), target.height());
    int channels = Math.min(target.channels(), image.channels());
    double[] row = new double[width];
    double[] narrowed = new double[channels * height * target.width()];
    for (int y = 0; y < height; y++) {
      for (int c = 0; c < channels; c++) {
        image.row(c, y, row);
        int to = (c * height + y) * target.width();
        if (asItIs) {
          System.arraycopy(row, 0, narrowed, to, width);
        } else {
          rows.apply(row, 0, 1, narrowed, to, 1);
        }
      }
    }
    int plane = target.height() * target.width();
    double[] result = asItIs ? narrowed : new double[channels * plane];
    for (int c = 0; c < channels && !asItIs; c++) {
      for (int x = 0; x < target.width(); x++) {
        columns.apply(
            narrowed,
            c * height * target.width() + x,
            target.width(),
            result,
            c * plane + x,
            target.width());
      }
    }
    return channels == target.channels() ? result : repeated(result);
  }

  private double[] repeated(double[] plane) {
    double[] result = new double[target.dimension()];
    for (int c = 0; c < target.channels(); c++) {
      System.arraycopy(plane, 0, result, c * plane.length, plane.length);
    }
    return result;
  }

  private static int margin(int side) {
    return (int) Math.round(side * 256.0 / 224);
  }

  private static int start(int from, int to) {
    return (int) Math.rint((from - to) / 2.0);
  }
}
