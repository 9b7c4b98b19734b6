package io.separatrix.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * CIFAR-10's and CIFAR-100's Python versions: pickled batches of images, rows of 3,072 bytes, and
 * labels (fine ones for CIFAR-100).
 */
final class CifarPickles {
  private static final int PROTOCOL = 0x80;
  private static final List<String> TRAIN_10 =
      IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i).toList();

  private CifarPickles() {}

  /** Whether a file is a pickle by its first bytes. */
  static boolean starts(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == PROTOCOL && in.read() <= 5;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether a folder holds a Python version. */
  static boolean recognises(Path folder) {
    return Stream.of(Split.values())
        .flatMap(split -> files(folder, split).stream())
        .anyMatch(CifarPickles::starts);
  }

  private static List<Path> files(Path folder, Split split) {
    List<String> names =
        split == Split.TEST
            ? List.of("test_batch", "test")
            : Stream.concat(TRAIN_10.stream(), Stream.of("train")).toList();
    return names.stream().map(folder::resolve).filter(CifarPickles::starts).toList();
  }

  /**
   * One part of a folder.
   *
   * @param names class names, or none for the data's own
   * @throws DataException if files are missing or not what they must be
   */
  static Dataset readFolder(String name, Path folder, Split split, ClassNames names) {
    List<Path> files = files(folder, split);
    if (files.isEmpty()) {
      throw new DataException(
          folder
              + ": expected "
              + (split == Split.TEST ? "test_batch or test" : "data_batch_1 to 5 or train")
              + ", found the other part only. Unpack CIFAR's archive again.");
    }
    List<String> notes = new ArrayList<>();
    boolean ten = files.get(0).getFileName().toString().contains("batch");
    if (split == Split.TRAIN && ten && files.size() < TRAIN_10.size()) {
      notes.add(files.size() + " of the 5 training batches are there");
    }
    return read(name, folder, files, names.size() > 0 ? names : own(folder, ten), notes);
  }

  /**
   * One batch.
   *
   * @throws DataException if it is not one
   */
  static Dataset readFile(String name, Path file, ClassNames names) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    boolean ten = absolute.getFileName().toString().contains("batch");
    return read(
        name, folder, List.of(absolute), names.size() > 0 ? names : own(folder, ten), List.of());
  }

  private static ClassNames own(Path folder, boolean ten) {
    if (ten) {
      return ClassNames.cifar10();
    }
    Path meta = folder.resolve("meta");
    if (!starts(meta)
        || !(PickleReader.read(meta).get("fine_label_names") instanceof List<?> names)) {
      return ClassNames.none();
    }
    if (!names.stream().allMatch(String.class::isInstance)) {
      throw new DataException(
          meta
              + ": expected texts as fine_label_names, found something else among them. Fetch the"
              + " file again.");
    }
    return ClassNames.of(names.stream().map(String.class::cast).toList());
  }

  private static Dataset read(
      String name, Path root, List<Path> files, ClassNames names, List<String> notes) {
    ImageShape shape = CifarRecords.SHAPE;
    Records records = new Records(shape.dimension(), ByteOrder.BIG_ENDIAN);
    List<int[]> labels = new ArrayList<>();
    for (Path file : files) {
      Map<String, Object> batch = PickleReader.read(file);
      byte[] pixels = pixels(file, batch);
      records.add(pixels, 0);
      labels.add(labels(file, batch, pixels.length / shape.dimension()));
    }
    return new ArrayDataset(
        name,
        ArrayLayout.planes(shape),
        records,
        0,
        ElementType.UINT8,
        labels.stream().flatMapToInt(Arrays::stream).toArray(),
        names.names(),
        notes,
        () -> Sha256.ofFiles(root, files));
  }

  private static byte[] pixels(Path file, Map<String, Object> batch) {
    int row = CifarRecords.SHAPE.dimension();
    if (batch.get("data") instanceof NpyFile array
        && array.type() == ElementType.UINT8
        && array.shape().length == 2
        && array.shape()[0] > 0
        && array.shape()[1] == row) {
      return array.records(array.shape()[0] * row, 1).get(0).array();
    }
    throw new DataException(
        file
            + ": expected CIFAR images, an array 'data' of N x "
            + row
            + " bytes, found "
            + (batch.get("data") instanceof NpyFile array
                ? array.type().code() + " " + Arrays.toString(array.shape())
                : "the keys " + batch.keySet())
            + ". Save other data with numpy.savez(file, x=images, y=labels).");
  }

  private static int[] labels(Path file, Map<String, Object> batch, int images) {
    Object labels =
        batch.containsKey("fine_labels") ? batch.get("fine_labels") : batch.get("labels");
    if (labels instanceof NpyFile array) {
      return ArrayLabels.of(array, images).indices();
    }
    if (labels instanceof List<?> list
        && list.size() == images
        && list.stream().allMatch(label -> label instanceof Long index && index >= 0)) {
      return list.stream().mapToInt(label -> Math.toIntExact((Long) label)).toArray();
    }
    throw new DataException(
        file
            + ": expected "
            + images
            + " class indices as 'labels' or 'fine_labels', found "
            + (labels instanceof List<?> list
                ? list.size() + " values"
                : "the keys " + batch.keySet())
            + ". Fetch the file again.");
  }
}
