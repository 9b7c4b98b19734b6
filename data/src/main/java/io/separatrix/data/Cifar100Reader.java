package io.separatrix.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CIFAR-100's binary version: test.bin and train.bin, fine labels, names beside them. */
final class Cifar100Reader {
  private static final String TEST = "test.bin";
  private static final String TRAIN = "train.bin";
  private static final String NAMES = "fine_label_names.txt";

  private Cifar100Reader() {}

  /** Whether a folder holds CIFAR-100's binary version. */
  static boolean recognises(Path folder) {
    return recognisesFile(folder.resolve(TEST)) || recognisesFile(folder.resolve(TRAIN));
  }

  /** Whether a file is called as CIFAR-100's and consists of whole records. */
  static boolean recognisesFile(Path file) {
    try {
      return List.of(TEST, TRAIN).contains(file.getFileName().toString())
          && Files.isRegularFile(file)
          && Files.size(file) % CifarRecords.CIFAR_100.length() == 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * One part.
   *
   * @param names class names, or none for those beside the data
   * @throws DataException if a file is missing or not what it must be
   */
  static Dataset readFolder(String name, Path folder, Split split, ClassNames names) {
    return readFile(name, folder.resolve(split == Split.TEST ? TEST : TRAIN), names);
  }

  /**
   * One file.
   *
   * @throws DataException as {@link #readFolder}
   */
  static Dataset readFile(String name, Path file, ClassNames names) {
    Path absolute = RegularFile.require(file.toAbsolutePath(), "a part of CIFAR-100");
    Path beside = absolute.resolveSibling(NAMES);
    ClassNames known =
        names.size() == 0 && Files.isRegularFile(beside) ? ClassNames.fromFile(beside) : names;
    return CifarRecords.CIFAR_100.read(
        name, absolute.resolveSibling(""), List.of(absolute), known.names());
  }
}
