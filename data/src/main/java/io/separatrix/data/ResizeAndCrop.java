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
   * @param pixels C x H x W on any scale, not modified
   * @param height its height
   * @param width its width
   */
  double[] apply(double[] pixels, int height, int width) {
    if (height == target.height() && width == target.width()) {
      return pixels;
    }
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
    double[] narrowed = new double[height * target.width()];
    double[] result = new double[target.dimension()];
    for (int c = 0; c < target.channels(); c++) {
      for (int y = 0; y < height; y++) {
        rows.apply(pixels, (c * height + y) * width, 1, narrowed, y * target.width(), 1);
      }
      int plane = c * target.height() * target.width();
      for (int x = 0; x < target.width(); x++) {
        columns.apply(narrowed, x, target.width(), result, plane + x, target.width());
      }
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
