package io.separatrix.experiment.train;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.network.training.LabelledImages;
import java.util.List;
import java.util.stream.IntStream;

/** A data set as a training takes it: all in memory, one byte a value. */
public final class TrainingImages {

  private TrainingImages() {}

  /**
   * Reads all images of a data set.
   *
   * @throws DataException if there are more than 2 GiB of them, an image has no label, or the
   *     labels do not fit the class names
   */
  public static LabelledImages of(Dataset data) {
    ImageShape shape = data.shape();
    int dimension = shape.dimension();
    if ((long) dimension * data.size() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          data.name() + ": expected at most 2 GiB of training images, found " + data.size());
    }
    byte[] pixels = new byte[dimension * data.size()];
    int[] labels = new int[data.size()];
    for (int i = 0; i < labels.length; i++) {
      int image = i;
      labels[i] =
          data.label(i)
              .orElseThrow(
                  () ->
                      new DataException(
                          data.name()
                              + ": item "
                              + data.id(image)
                              + ": expected a label to train on, found none"));
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
    return new LabelledImages(
        List.of(shape.channels(), shape.height(), shape.width()),
        pixels,
        labels,
        names,
        data.sha256());
  }
}
