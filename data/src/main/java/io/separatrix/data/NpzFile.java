package io.separatrix.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Arrays in a NumPy {@code .npz} file, a zip archive of {@code .npy} files, packed or not. Arrays
 * are unpacked into memory, no further than their headers say.
 */
record NpzFile(Path file, List<String> names) implements ArrayBundle {
  private static final String EXTENSION = ".npy";
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final int MAX_ENTRIES = 10_000;

  /** Whether a file is a zip archive by its first bytes. */
  static boolean starts(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Lists an archive.
   *
   * @throws DataException if it is damaged or holds no arrays
   */
  static NpzFile open(Path file) {
    RegularFile.require(file, "an .npz file");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new DataException(
            file
                + ": expected an .npz file of at most "
                + MAX_ENTRIES
                + " arrays, found "
                + zip.size()
                + ". Save fewer.");
      }
      List<String> names =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(EXTENSION))
              .map(name -> name.substring(0, name.length() - EXTENSION.length()))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw new DataException(
            file
                + ": expected an .npz file, a zip archive of .npy arrays, found none among "
                + zip.size()
                + " entries. A zip of images must be unpacked first.");
      }
      return new NpzFile(file, names);
    } catch (IOException unreadable) {
      throw damaged(file, unreadable);
    }
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public int[] shape(String name) {
    return with(name, in -> NpyHeader.read(entry(name), in).shape());
  }

  @Override
  public NpyFile open(String name) {
    return with(name, in -> NpyFile.read(entry(name), in));
  }

  @Override
  public String sha256(List<String> names) {
    try {
      // The parts of one archive are different data, so their names count.
      String lines = Sha256.of(file) + "  " + String.join(", ", names) + "\n";
      return Sha256.of(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw damaged(file, unreadable);
    }
  }

  private String entry(String name) {
    return file + ": " + name + EXTENSION;
  }

  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  private <T> T with(String name, Reading<T> reading) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name + EXTENSION);
      if (entry == null) {
        throw new DataException(
            file + ": expected the array " + name + ", found it gone. Start anew.");
      }
      try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
        return reading.of(in);
      }
    } catch (IOException unreadable) {
      throw damaged(file, unreadable);
    }
  }

  private static DataException damaged(Path file, IOException cause) {
    return new DataException(
        file
            + (cause instanceof ZipException
                ? ": expected an .npz file, found a damaged or truncated one ("
                : ": expected an .npz file, which cannot be read (")
            + cause.getMessage()
            + "). Write it again with numpy.savez.",
        cause);
  }
}
