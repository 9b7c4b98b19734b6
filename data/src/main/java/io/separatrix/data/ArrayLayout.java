package io.separatrix.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the images of an array are stored.
 *
 * @param shape of an image, channels first
 * @param channelsLast whether the stored order is H x W x C
 * @param note for the user where the array was not read as N x C x H x W; else empty
 */
record ArrayLayout(ImageShape shape, boolean channelsLast, String note) {

  /** Most channels that decide the order of axes by themselves. */
  private static final int FEW = 4;

  /** Channels first, as the images are handed on. */
  static ArrayLayout planes(ImageShape shape) {
    return new ArrayLayout(shape, false, "");
  }

  /**
   * Finds the layout from the axes and from what the model takes: N x C x H x W, N x H x W x C, N x
   * H x W (one channel), or N x D if D is the model's number of values. Where several would do, the
   * first.
   *
   * @param name of the array, for messages
   * @param wanted what the model takes, null if there is none
   * @throws DataException if the axes are none of these
   */
  static ArrayLayout of(String name, int[] axes, @Nullable ImageShape wanted) {
    if (Arrays.stream(axes).anyMatch(axis -> axis == 0)) {
      throw expected(name, axes, "at least one image");
    }
    return switch (axes.length) {
      case 2 -> flat(name, axes, wanted);
      case 3 ->
          new ArrayLayout(
              shape(name, 1, axes[1], axes[2]), false, "read as N x H x W, one channel");
      case 4 -> fourAxes(name, axes, wanted);
      default -> throw expected(name, axes, "N x C x H x W, N x H x W x C or N x H x W");
    };
  }

  private static ArrayLayout fourAxes(String name, int[] axes, @Nullable ImageShape wanted) {
    ImageShape first = shape(name, axes[1], axes[2], axes[3]);
    ImageShape last = shape(name, axes[3], axes[1], axes[2]);
    boolean channelsLast;
    if (wanted == null || (!sameSize(first, wanted) && !sameSize(last, wanted))) {
      channelsLast = first.channels() > FEW && last.channels() <= FEW;
    } else {
      // Exactly the model's shape goes before grey for colour or the reverse.
      channelsLast = !first.equals(wanted) && (last.equals(wanted) || !sameSize(first, wanted));
    }
    return channelsLast
        ? new ArrayLayout(last, true, "read as N x H x W x C")
        : new ArrayLayout(first, false, "");
  }

  private static ArrayLayout flat(String name, int[] axes, @Nullable ImageShape wanted) {
    if (wanted != null && axes[1] == wanted.dimension()) {
      return new ArrayLayout(wanted, false, "rows of " + axes[1] + " values read as " + wanted);
    }
    if (wanted != null && axes[1] == wanted.height() * wanted.width()) {
      ImageShape grey = new ImageShape(1, wanted.height(), wanted.width());
      return new ArrayLayout(grey, false, "rows of " + axes[1] + " values read as " + grey);
    }
    throw expected(
        name,
        axes,
        "N x C x H x W, N x H x W x C, N x H x W"
            + (wanted == null ? "" : ", or N x " + wanted.dimension() + " for this model"));
  }

  private static boolean sameSize(ImageShape shape, ImageShape wanted) {
    return shape.height() == wanted.height()
        && shape.width() == wanted.width()
        && (shape.channels() == wanted.channels()
            || shape.channels() == 1
            || shape.channels() == 3);
  }

  private static ImageShape shape(String name, int channels, int height, int width) {
    try {
      return new ImageShape(channels, height, width);
    } catch (IllegalArgumentException tooLarge) {
      throw new DataException(name + ": " + tooLarge.getMessage(), tooLarge);
    }
  }

  private static DataException expected(String name, int[] axes, String expected) {
    return new DataException(
        name
            + ": expected images "
            + expected
            + ", found shape "
            + Arrays.toString(axes)
            + ". Save an array of such a shape, with array.reshape(...).");
  }

  /**
   * Puts the values of an image in order.
   *
   * @param stored as they are stored; modified or returned
   * @return C x H x W
   */
  double[] arrange(double[] stored) {
    if (!channelsLast || shape.channels() == 1) {
      return stored;
    }
    int plane = shape.height() * shape.width();
    double[] result = new double[stored.length];
    for (int i = 0, at = 0; i < plane; i++) {
      for (int c = 0; c < shape.channels(); c++) {
        result[c * plane + i] = stored[at++];
      }
    }
    return result;
  }
}
