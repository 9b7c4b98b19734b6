package io.separatrix.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** CIFAR-10's binary version: one test and five training batches. */
final class Cifar10Reader {
  private static final String TEST = "test_batch.bin";
  private static final List<String> TRAIN =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();

  private Cifar10Reader() {}

  /** Names of the six batches. */
  static List<String> files() {
    return Stream.concat(Stream.of(TEST), TRAIN.stream()).toList();
  }

  /** Whether a file could be one batch: whole records, of which the first has a label 0..9. */
  static boolean recognisesFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      int label = in.read();
      return Files.size(file) % CifarRecords.CIFAR_10.length() == 0 && label >= 0 && label <= 9;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether a folder holds CIFAR-10 batches. */
  static boolean recognises(Path folder) {
    return files().stream().anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /**
   * The test batch, or the five training batches, of a folder.
   *
   * @param names class names, or none for CIFAR-10's own
   * @throws DataException if a batch is missing or not what it must be
   */
  static Dataset readFolder(String name, Path folder, Split split, ClassNames names) {
    List<Path> files =
        (split == Split.TEST ? List.of(TEST) : TRAIN).stream().map(folder::resolve).toList();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            file
                + ": no such file. Expected "
                + (split == Split.TEST
                    ? "CIFAR-10's test batch"
                    : "CIFAR-10's five training batches data_batch_1.bin to data_batch_5.bin")
                + " in this folder",
            DataRemedy.FETCH);
      }
    }
    return read(name, folder, files, names);
  }

  /**
   * One batch file.
   *
   * @throws DataException if it is not a CIFAR-10 batch
   */
  static Dataset readFile(String name, Path file, ClassNames names) {
    return read(name, file, List.of(file), names);
  }

  private static Dataset read(String name, Path root, List<Path> files, ClassNames names) {
    return CifarRecords.CIFAR_10.read(
        name, root, files, (names.size() == 0 ? ClassNames.cifar10() : names).names());
  }
}
