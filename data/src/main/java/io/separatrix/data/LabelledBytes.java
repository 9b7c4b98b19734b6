package io.separatrix.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole data set in memory, one byte a value, as training takes it.
 *
 * @param shape channels, height, width
 * @param pixels images one after the other, each C x H x W; the byte b stands for the pixel b / 255
 * @param labels class of each image
 * @param classNames names of the classes, {@code class 3} and its like where the data has none
 */
public record LabelledBytes(
    List<Integer> shape, byte[] pixels, int[] labels, List<String> classNames) {

  /**
   * Reads all images.
   *
   * @throws DataException if there are more than 2 GiB of them, an image has no label, or the
   *     labels do not fit the class names
   */
  public static LabelledBytes of(Dataset data) {
    ImageShape shape = data.shape();
    int dimension = shape.dimension();
    if ((long) dimension * data.size() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          data.name() + ": expected at most 2 GiB of training images, found " + data.size());
    }
    byte[] pixels = new byte[dimension * data.size()];
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(data, i);
      double[] values = data.pixels(i, PixelRange.BYTE);
      for (int j = 0; j < dimension; j++) {
        pixels[i * dimension + j] = (byte) Math.round(values[j]);
      }
    }
    List<String> names = data.classNames();
    if (names.isEmpty()) {
      int classes = IntStream.of(labels).max().orElse(0) + 1;
      names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    } else {
      data.requireLabelsBelow(names.size());
    }
    return new LabelledBytes(
        List.of(shape.channels(), shape.height(), shape.width()), pixels, labels, names);
  }

  private static int label(Dataset data, int index) {
    return data.label(index)
        .orElseThrow(
            () ->
                new DataException(
                    data.name()
                        + ": item "
                        + data.id(index)
                        + ": expected a label to train on, found none"));
  }
}
