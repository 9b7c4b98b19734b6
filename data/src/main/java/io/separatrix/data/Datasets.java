package io.separatrix.data;

import org.jspecify.annotations.Nullable;

/**
 * Opens data sets by built-in name or path. The kind of a file or folder is found by its content.
 */
public final class Datasets {
  private Datasets() {}

  /**
   * Opens a data set for a model that takes images of a given shape.
   *
   * @param spec built-in name, file or folder
   * @param wanted shape that the model takes; images of files are resized and cropped to it, arrays
   *     must have it
   * @param split part of the data set
   * @return images of the shape
   * @throws DataException if the data is missing, damaged, of another shape, or of no known kind
   */
  public static Dataset open(String spec, ImageShape wanted, Split split) {
    return open(spec, wanted, split, ClassNames.none());
  }

  /**
   * Opens a data set in the shape in which it is stored; folders of images have none.
   *
   * @param spec built-in name, file or folder
   * @param split part of the data set
   * @return images of one shape
   * @throws DataException if the data is missing, damaged, of no known kind, or a folder of images
   */
  public static Dataset open(String spec, Split split) {
    return open(spec, null, split, ClassNames.none());
  }

  /**
   * Opens a data set whose classes are named from outside.
   *
   * @param spec built-in name, file or folder
   * @param wanted shape that the model takes, or null for the stored shape
   * @param split training or test part
   * @param names replaces the data's own class names, and finds the class indices of folders called
   *     after classes; {@link ClassNames#none()} for the data's own
   * @return images of one shape
   * @throws DataException as above, or if a folder is called after no class in {@code names}
   */
  public static Dataset open(
      String spec, @Nullable ImageShape wanted, Split split, ClassNames names) {
    return open(spec, wanted, DatasetOptions.of(split).with(names));
  }

  /**
   * Opens a data set.
   *
   * @param spec built-in name, file or folder
   * @param wanted shape that the model takes, or null for the stored shape
   * @param options what is to be read, and how
   * @return images of one shape
   * @throws DataException as above, or if the options do not fit the data
   */
  public static Dataset open(String spec, @Nullable ImageShape wanted, DatasetOptions options) {
    return open(spec, wanted, options, DataHome.fromEnvironment());
  }

  static Dataset open(
      String spec, @Nullable ImageShape wanted, DatasetOptions options, DataHome home) {
    Dataset dataset = inShape(spec, wanted, options, home);
    return options.whole() ? new WholePixels(dataset) : dataset;
  }

  private static Dataset inShape(
      String spec, @Nullable ImageShape wanted, DatasetOptions options, DataHome home) {
    if (wanted == null) {
      return new DatasetReader(spec, null, options, home).read();
    }
    boolean toGrey = options.grey() && wanted.channels() == 1;
    ImageShape stored = toGrey ? new ImageShape(3, wanted.height(), wanted.width()) : wanted;
    Dataset dataset = new DatasetReader(spec, stored, options, home).read();
    if (wanted.equals(dataset.shape())) {
      return dataset;
    }
    int channels = dataset.shape().channels();
    boolean convertible = channels == 1 || (channels == 3 && toGrey);
    Dataset recoloured =
        convertible && (wanted.channels() == 1 || wanted.channels() == 3)
            ? new Recoloured(dataset, wanted.channels())
            : dataset;
    if (!wanted.equals(recoloured.shape())) {
      boolean colours = channels == 3 && wanted.channels() == 1;
      throw new DataException(
          spec
              + ": expected images of "
              + wanted
              + " (channels x height x width) for this model, found "
              + dataset.shape()
              + (colours
                  ? "; convert colour images, or give a data set of the model's shape"
                  : "; give a data set of the model's shape, or a folder of images, which is"
                      + " resized"),
          colours ? new DataRemedy[] {DataRemedy.GREY} : new DataRemedy[0]);
    }
    return recoloured;
  }
}
