package io.separatrix.data;

import java.util.Arrays;

/**
 * Class indices from an array: N, N x 1 or 1 x N whole numbers of any type, or N x L with a single
 * one in each row.
 *
 * @param indices one per image
 * @param note for the user where the array was not N whole numbers; else empty
 */
record ArrayLabels(int[] indices, String note) {

  /**
   * Reads labels.
   *
   * @param images how many there must be
   * @throws DataException if the array is none of these
   */
  static ArrayLabels of(NpyFile array, int images) {
    int[] axes = array.shape();
    boolean column = axes.length == 2 && axes[0] == images && axes[1] == 1;
    boolean row = axes.length == 2 && axes[0] == 1 && axes[1] == images;
    if ((axes.length == 1 && axes[0] == images) || column || row) {
      String note = column || row ? "labels " + Arrays.toString(axes) + " read as a list" : "";
      return new ArrayLabels(indices(array), note);
    }
    if (axes.length == 2 && axes[0] == images) {
      return new ArrayLabels(
          oneHot(array, axes[1]), "labels " + Arrays.toString(axes) + " read as one-hot rows");
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

  private static int[] indices(NpyFile array) {
    double[] values = array.values();
    int[] labels = new int[values.length];
    for (int i = 0; i < labels.length; i++) {
      if (!(values[i] >= 0
          && values[i] <= Integer.MAX_VALUE
          && values[i] == Math.rint(values[i]))) {
        throw new DataException(
            array.name()
                + ": expected class indices, whole numbers from 0, found "
                + values[i]
                + " at "
                + i
                + ". Save indices with array.astype('int64').");
      }
      labels[i] = (int) values[i];
    }
    return labels;
  }

  private static int[] oneHot(NpyFile array, int classes) {
    double[] values = array.values();
    int[] labels = new int[values.length / classes];
    for (int i = 0; i < labels.length; i++) {
      int ones = 0;
      int zeros = 0;
      for (int c = 0; c < classes; c++) {
        double value = values[i * classes + c];
        if (value == 1) {
          ones++;
          labels[i] = c;
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
                + i
                + ". Save class indices, as with array.argmax(1).");
      }
    }
    return labels;
  }
}
