package io.separatrix.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Images and labels in IDX files, greyscale. In a folder the files are called as MNIST's: {@code
 * train-*} and {@code t10k-*}; labels of a single file are looked for beside it.
 */
final class IdxReader {
  private IdxReader() {}

  /** Whether a folder holds IDX images of either split. */
  static boolean recognises(Path folder) {
    return images(folder, Split.TEST).isPresent() || images(folder, Split.TRAIN).isPresent();
  }

  /**
   * The images and labels of one split in a folder.
   *
   * @param names class names, perhaps none
   * @throws DataException if a file is missing or not what it must be
   */
  static Dataset readFolder(String name, Path folder, Split split, ClassNames names) {
    Path images =
        images(folder, split)
            .orElseThrow(
                () ->
                    new DataException(
                        folder
                            + ": expected "
                            + prefix(split)
                            + "-images-idx3-ubyte or the same with .gz, found the other split"
                            + " only."));
    if (labelsBeside(images).isEmpty()) {
      throw new DataException(
          images + ": expected the labels " + prefix(split) + "-labels-idx1-ubyte beside it.");
    }
    return readFile(name, images, names);
  }

  /**
   * One file of images, with labels if they lie beside it under the same name with {@code labels}
   * for {@code images}.
   *
   * @throws DataException if a file is not what it must be
   */
  static Dataset readFile(String name, Path images, ClassNames names) {
    Path absolute = images.toAbsolutePath();
    Optional<Path> labels = labelsBeside(absolute);
    List<Path> files = new ArrayList<>(List.of(absolute));
    labels.ifPresent(files::add);
    return dataset(
        name,
        IdxFile.open(absolute, 3),
        labels.map(file -> IdxFile.open(file, 1)),
        names,
        () -> Sha256.ofFiles(absolute.resolveSibling(""), files));
  }

  /**
   * Joins images and labels.
   *
   * @throws DataException if there are not as many labels as images, or a label has no name
   */
  static Dataset dataset(
      String name,
      IdxFile images,
      Optional<IdxFile> labels,
      ClassNames names,
      Supplier<String> hash) {
    int[] indices = new int[0];
    if (labels.isPresent()) {
      if (labels.get().axis(0) != images.axis(0)) {
        throw new DataException(
            name
                + ": expected as many labels as images, found "
                + labels.get().axis(0)
                + " labels for "
                + images.axis(0)
                + " images.");
      }
      ArrayLabels.requireRoom(name, images.axis(0));
      byte[] stored = labels.get().records().bytesAt(0);
      indices = new int[stored.length];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = stored[i] & 0xff;
      }
    }
    return new ArrayDataset(
        name,
        ArrayLayout.planes(new ImageShape(1, images.axis(1), images.axis(2))),
        images.records(),
        0,
        ElementType.UINT8,
        indices,
        names.names(),
        List.of(),
        hash);
  }

  private static String prefix(Split split) {
    return split == Split.TEST ? "t10k" : "train";
  }

  private static Optional<Path> images(Path folder, Split split) {
    for (String separator : List.of("-", ".")) {
      for (String end : List.of("", ".gz")) {
        Path file = folder.resolve(prefix(split) + "-images" + separator + "idx3-ubyte" + end);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> labelsBeside(Path images) {
    String name = images.getFileName().toString();
    String labels = name.replace("images", "labels").replace("idx3", "idx1");
    String other = labels.endsWith(".gz") ? labels.replaceAll("\\.gz$", "") : labels + ".gz";
    return List.of(labels, other).stream()
        .filter(file -> !file.equals(name))
        .map(images::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
