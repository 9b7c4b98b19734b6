package io.separatrix.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    return open(spec, wanted, split, names, DataHome.fromEnvironment());
  }

  static Dataset open(
      String spec, @Nullable ImageShape wanted, Split split, ClassNames names, DataHome home) {
    Dataset dataset = read(spec, wanted, split, names, home);
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

  private static Dataset read(
      String spec, @Nullable ImageShape wanted, Split split, ClassNames names, DataHome home) {
    Optional<BuiltInDataset> builtIn = BuiltInDataset.of(spec);
    if (builtIn.isPresent()) {
      return builtIn.get().open(home, split);
    }
    Path path = path(spec);
    if (Files.isDirectory(path)) {
      return readFolder(spec, path, wanted, split, names);
    }
    if (Files.isRegularFile(path)) {
      return wanted != null && ImageFolder.isImage(path)
          ? ImageFolder.one(spec, path, wanted, names)
          : readFile(spec, path, names);
    }
    throw new DataException(
        spec
            + ": no such file or folder, and no built-in data set of this name. Built in are "
            + builtInNames()
            + ".");
  }

  private static Dataset readFolder(
      String spec, Path folder, @Nullable ImageShape wanted, Split split, ClassNames names) {
    for (Path place : List.of(folder, folder.resolve("cifar-10-batches-bin"))) {
      if (Cifar10Reader.recognises(place)) {
        return Cifar10Reader.readFolder(spec, place, split, names);
      }
    }
    if (IdxReader.recognises(folder)) {
      return IdxReader.readFolder(spec, folder, split, names);
    }
    if (ImageFolder.recognises(folder)) {
      if (wanted == null) {
        throw new DataException(
            folder + ": a folder of images has no size of its own; open it for a model.");
      }
      return ImageFolder.read(spec, folder, wanted, split, names);
    }
    throw new DataException(
        folder
            + ": expected a folder with CIFAR-10 batches (*.bin), IDX files (*-ubyte or *-ubyte.gz)"
            + " or images (directly or one folder per class), found none of them. An array is given"
            + " as its .npy file.");
  }

  private static Dataset readFile(String spec, Path file, ClassNames names) {
    if (NpyFile.starts(file)) {
      return NpyImages.read(spec, file, names);
    }
    if (IdxFile.startsImages(file)) {
      return IdxReader.readFile(spec, file, names);
    }
    String name = file.getFileName().toString();
    if (name.endsWith(".npy")) {
      return NpyImages.read(spec, file, names);
    }
    if (name.contains("ubyte")) {
      return IdxReader.readFile(spec, file, names);
    }
    if (name.endsWith(".bin") || Cifar10Reader.recognisesFile(file)) {
      return Cifar10Reader.readFile(spec, file, names);
    }
    throw new DataException(
        file
            + ": expected a CIFAR-10 batch (.bin), IDX images (-ubyte, -ubyte.gz), a .npy array or"
            + " an image, found none of them.");
  }

  private static String builtInNames() {
    return Arrays.stream(BuiltInDataset.values())
        .map(BuiltInDataset::label)
        .collect(Collectors.joining(", "));
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
