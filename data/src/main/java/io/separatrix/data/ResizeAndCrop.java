package io.separatrix.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The preparation of photographs for classifiers: an image is resized, the centre is cut out. Where
 * nothing is said of it, the shorter side is brought to 256/224 of the target's, and an image that
 * has the target's size already is left alone.
 *
 * @param target shape after it
 * @param said how the model's publisher resizes; null for the usual way
 */
record ResizeAndCrop(ImageShape target, @Nullable Resizing said) {

  ResizeAndCrop {
    if (said != null && (said.height() < target.height() || said.width() < target.width())) {
      throw new DataException(
          "expected images resized to at least the model's "
              + target.height()
              + " x "
              + target.width()
              + ", found a file of preprocessing that says "
              + said.height()
              + " x "
              + said.width(),
          DataRemedy.RESIZING);
    }
  }

  /** The usual way. */
  ResizeAndCrop(ImageShape target) {
    this(target, null);
  }

  /** What is done, for people. */
  String description() {
    Resizing resizing = resizing();
    return (said == null
            ? "images of " + target.height() + " x " + target.width() + " as they are; others"
            : "images")
        + " resized to "
        + (resizing.keepsAspect() ? "cover " : "")
        + resizing.height()
        + " x "
        + resizing.width()
        + " ("
        + resizing.filter().name().toLowerCase(Locale.ROOT)
        + ", antialiased), centre crop";
  }

  private Resizing resizing() {
    return said == null ? Resizing.usual(target) : said;
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
    Resizing to = resizing();
    double factor = Math.max((double) to.height() / height, (double) to.width() / width);
    // The epsilon keeps the binding side whole; the other one is cut as torchvision cuts it.
    int toHeight = to.keepsAspect() ? (int) (height * factor + 1e-6) : to.height();
    int toWidth = to.keepsAspect() ? (int) (width * factor + 1e-6) : to.width();
    boolean same = height == target.height() && width == target.width();
    boolean asItIs = same && (said == null || (toHeight == height && toWidth == width));
    Resampling rows =
        new Resampling(to.filter(), width, toWidth, start(toWidth, target.width()), target.width());
    Resampling columns =
        new Resampling(
            to.filter(), height, toHeight, start(toHeight, target.height()), target.height());
    int channels = Math.min(target.channels(), image.channels());
    double[] row = new double[width];
    double[] narrowed = new double[channels * height * target.width()];
    for (int y = 0; y < height; y++) {
      for (int c = 0; c < channels; c++) {
        image.row(c, y, row);
        int first = (c * height + y) * target.width();
        if (asItIs) {
          System.arraycopy(row, 0, narrowed, first, width);
        } else {
          rows.apply(row, 0, 1, narrowed, first, 1);
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

  private static int start(int from, int to) {
    return (int) Math.rint((from - to) / 2.0);
  }
}
