package io.separatrix.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Images in a {@code .npy} file, N x C x H x W: uint8 as stored 0..255, float32 and float64 in the
 * model's range. Labels are N integers in {@code labels.npy} beside it, if that is there.
 */
final class NpyImages {
  private static final String LABELS = "labels.npy";

  private NpyImages() {}

  /**
   * Opens the images.
   *
   * @param names class names, perhaps none
   * @throws DataException if the array has another shape or type, or the labels do not fit
   */
  static Dataset read(String name, Path file, ClassNames names) {
    NpyFile array = NpyFile.open(file);
    int[] axes = array.shape();
    if (axes.length != 4 || Arrays.stream(axes).anyMatch(axis -> axis == 0)) {
      throw new DataException(
          file
              + ": expected images N x C x H x W, at least one, found shape "
              + Arrays.toString(axes)
              + ".");
    }
    if (axes[1] > 4 && axes[3] <= 4) {
      throw new DataException(
          file
              + ": expected N x C x H x W, found "
              + Arrays.toString(axes)
              + ", which looks like N x H x W x C. Save array.transpose(0, 3, 1, 2).");
    }
    ElementType type = array.type();
    if (type != ElementType.UINT8 && !type.isFloatingPoint()) {
      throw new DataException(
          file
              + ": expected pixels of type uint8, float32 or float64, found "
              + type.code()
              + ". Convert with array.astype(...).");
    }
    ImageShape shape = shape(file, axes);
    long length = (long) shape.dimension() * type.size();
    if (length > Integer.MAX_VALUE) {
      throw new DataException(file + ": images of " + shape + " are too large.");
    }
    Path labelFile = file.resolveSibling(LABELS);
    boolean labelled = Files.exists(labelFile);
    return new ArrayDataset(
        name,
        shape,
        array.records((int) length, axes[0]),
        0,
        type,
        labelled ? labels(labelFile, axes[0]) : new int[0],
        names.names(),
        () ->
            Sha256.ofFiles(
                file.toAbsolutePath().resolveSibling(""),
                labelled
                    ? List.of(file.toAbsolutePath(), labelFile.toAbsolutePath())
                    : List.of(file)));
  }

  private static ImageShape shape(Path file, int[] axes) {
    try {
      return new ImageShape(axes[1], axes[2], axes[3]);
    } catch (IllegalArgumentException tooLarge) {
      throw new DataException(file + ": " + tooLarge.getMessage(), tooLarge);
    }
  }

  private static int[] labels(Path file, int images) {
    NpyFile array = NpyFile.open(file);
    int[] axes = array.shape();
    if (axes.length != 1 || axes[0] != images || array.type().isFloatingPoint()) {
      throw new DataException(
          file
              + ": expected "
              + images
              + " integers, one label per image, found shape "
              + Arrays.toString(axes)
              + " of "
              + array.type().code()
              + ".");
    }
    double[] values = array.values();
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      if (values[i] < 0 || values[i] > Integer.MAX_VALUE) {
        throw new DataException(
            file + ": expected class indices from 0, found " + values[i] + " at " + i + ".");
      }
      labels[i] = (int) values[i];
    }
    return labels;
  }
}
