package io.separatrix.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Class indices from an array: N, N x 1 or 1 x N whole numbers of any type, or N x L with a single
 * one in each row.
 *
 * @param indices one per image
 * @param note for the user where the array was not N whole numbers; else empty
 */
record ArrayLabels(int[] indices, String note) {
  /** Bytes of a one-hot row, read at once. */
  private static final int MAX_ROW = 1 << 24;

  /**
   * Reads labels.
   *
   * @param images how many there must be
   * @throws DataException if the array is none of these
   */
  static ArrayLabels of(NpyFile array, int images) {
    requireRoom(array.name(), images);
    int[] axes = array.shape();
    boolean column = axes.length == 2 && axes[0] == images && axes[1] == 1;
    boolean row = axes.length == 2 && axes[0] == 1 && axes[1] == images;
    if ((axes.length == 1 && axes[0] == images) || column || row) {
      String note = column || row ? "labels " + Arrays.toString(axes) + " read as a list" : "";
      return new ArrayLabels(indices(array, images), note);
    }
    if (axes.length == 2 && axes[0] == images) {
      return new ArrayLabels(
          oneHot(array, images, axes[1]),
          "labels " + Arrays.toString(axes) + " read as one-hot rows");
    }
    throw new DataException(
        array.name()
            + ": expected "
            + images
            + " class indices, or one-hot rows, one per image, found shape "
            + Arrays.toString(axes)
            + " of "
            + array.type().code()
            + ". Give the labels of these images.");
  }

  /**
   * Labels are held in memory, twice for a moment; archives pack millions of them into little.
   *
   * @param name for the message
   * @throws DataException if there are more than an eighth of the heap has room for
   */
  static void requireRoom(String name, long labels) {
    long room = Runtime.getRuntime().maxMemory() / 8 / Integer.BYTES;
    if (labels > room) {
      throw new DataException(
          name
              + ": expected at most "
              + room
              + " images with labels, found "
              + labels
              + ". Give fewer, or more memory, as with JAVA_OPTS=-Xmx8g.");
    }
  }

  private static int[] indices(NpyFile array, int images) {
    int[] labels = new int[images];
    array
        .records(array.type().size(), images)
        .forEachBlock(
            (first, block) -> {
              for (int i = 0; i < block.limit() / array.type().size(); i++) {
                labels[first + i] = index(array, first + i, array.type().get(block, i));
              }
            });
    return labels;
  }

  private static int index(NpyFile array, int image, double value) {
    if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
      throw new DataException(
          array.name()
              + ": expected class indices, whole numbers from 0, found "
              + value
              + " at "
              + image
              + ". Save indices with array.astype('int64').");
    }
    return (int) value;
  }

  private static int[] oneHot(NpyFile array, int images, int classes) {
    long row = (long) classes * array.type().size();
    if (classes < 1 || row > MAX_ROW) {
      throw new DataException(
          array.name()
              + ": expected one-hot labels of 1 to "
              + MAX_ROW / array.type().size()
              + " classes, found "
              + classes
              + ". Save class indices, as with array.argmax(1).");
    }
    int[] labels = new int[images];
    array
        .records((int) row, images)
        .forEachBlock(
            (first, block) -> {
              for (int i = 0; i < block.limit() / row; i++) {
                labels[first + i] = hot(array, first + i, classes, block, i * classes);
              }
            });
    return labels;
  }

  private static int hot(NpyFile array, int image, int classes, ByteBuffer block, int start) {
    int ones = 0;
    int zeros = 0;
    int label = 0;
    for (int c = 0; c < classes; c++) {
      double value = array.type().get(block, start + c);
      if (value == 1) {
        ones++;
        label = c;
      } else if (value == 0) {
        zeros++;
      }
    }
    if (ones != 1 || zeros != classes - 1) {
      throw new DataException(
          array.name()
              + ": expected one-hot labels, a single 1 among zeros in each row, found "
              + ones
              + " ones and "
              + zeros
              + " zeros of "
              + classes
              + " values in row "
              + image
              + ". Save class indices, as with array.argmax(1).");
    }
    return label;
  }
}
