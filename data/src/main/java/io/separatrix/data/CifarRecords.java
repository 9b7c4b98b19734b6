package io.separatrix.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records of CIFAR's binary versions: one label (CIFAR-10), or a coarse and a fine one (CIFAR-100),
 * and 3 x 32 x 32 pixels, planes red, green, blue (Krizhevsky, "Learning multiple layers of
 * features from tiny images", 2009).
 *
 * @param called for people
 * @param labels bytes before the pixels, of which the last is the label
 * @param classes number of them
 */
record CifarRecords(String called, int labels, int classes) {
  static final ImageShape SHAPE = new ImageShape(3, 32, 32);
  static final CifarRecords CIFAR_10 = new CifarRecords("CIFAR-10", 1, 10);
  static final CifarRecords CIFAR_100 = new CifarRecords("CIFAR-100", 2, 100);

  /** Bytes of a record. */
  int length() {
    return labels + SHAPE.dimension();
  }

  /**
   * Reads files.
   *
   * @param root their folder
   * @param names of the classes, perhaps none
   * @throws DataException if one is not what it must be
   */
  Dataset read(String name, Path root, List<Path> files, List<String> names) {
    Records records = new Records(length(), ByteOrder.BIG_ENDIAN);
    for (Path file : files) {
      add(records, file);
    }
    byte[] stored = records.bytesAt(labels - 1);
    int[] indices = new int[stored.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = stored[i] & 0xff;
      if (indices[i] >= classes) {
        throw new DataException(
            name
                + ": record "
                + i
                + ": expected a "
                + called
                + " label 0.."
                + (classes - 1)
                + ", found "
                + indices[i]
                + ". The file is damaged or not a "
                + called
                + " batch (binary version).");
      }
    }
    return new ArrayDataset(
        name,
        ArrayLayout.planes(SHAPE),
        records,
        labels,
        ElementType.UINT8,
        indices,
        names,
        List.of(),
        () -> Sha256.ofFiles(root, files));
  }

  private void add(Records records, Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes == 0 || bytes % length() != 0 || bytes / length() > Integer.MAX_VALUE / 8) {
        throw new DataException(
            file
                + ": expected a "
                + called
                + " batch, whole records of "
                + length()
                + " bytes; found "
                + bytes
                + " bytes. The file is truncated or of another kind; fetch it again.");
      }
      records.add(file, 0, (int) (bytes / length()));
    } catch (IOException unreadable) {
      throw new DataException(file + ": cannot be read: " + unreadable, unreadable);
    }
  }
}
