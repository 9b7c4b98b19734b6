package io.separatrix.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
   * @throws DataException if the data is missing, damaged, of another shape, or of no known kind
   */
  public static Dataset open(String spec, ImageShape wanted, Split split) {
    return open(spec, wanted, split, ClassNames.none());
  }

  /**
   * Opens a data set in the shape in which it is stored; folders of images have none.
   *
   * @throws DataException if the data is missing, damaged, of no known kind, or a folder of images
   */
  public static Dataset open(String spec, Split split) {
    return open(spec, null, split, ClassNames.none());
  }

  /**
   * Opens a data set whose classes are named from outside.
   *
   * @param wanted shape that the model takes, or null for the stored shape
   * @param names replaces the data's own class names, and finds the class indices of folders called
   *     after classes; {@link ClassNames#none()} for the data's own
   * @throws DataException as above, or if a folder is called after no class in {@code names}
   */
  public static Dataset open(
      String spec, @Nullable ImageShape wanted, Split split, ClassNames names) {
    Dataset dataset = read(spec, split);
    if (wanted != null && !wanted.equals(dataset.shape())) {
      throw new DataException(
          spec
              + ": expected images of "
              + wanted
              + " (channels x height x width) for this model, found "
              + dataset.shape()
              + ". Give a data set of the model's shape, or a folder of images, which is resized.");
    }
    return dataset;
  }

  private static Dataset read(String spec, Split split) {
    Path path = path(spec);
    if (Files.isDirectory(path) && Cifar10Reader.recognises(path)) {
      return Cifar10Reader.readFolder(spec, path, split);
    }
    if (Files.isRegularFile(path)) {
      return Cifar10Reader.readFile(spec, path);
    }
    throw new DataException(
        spec + ": no such file or folder, and no built-in data set of this name.");
  }

  private static Path path(String spec) {
    try {
      return Path.of(spec);
    } catch (InvalidPathException notAPath) {
      throw new DataException(
          spec + ": neither a built-in data set nor a path: " + notAPath.getReason(), notAPath);
    }
  }
}
