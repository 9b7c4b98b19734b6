package io.separatrix.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is read must be a regular file: a pipe can keep a program waiting, and a device such as
 * /dev/zero never ends.
 */
public final class RegularFile {
  /** U+FEFF, which some editors put before a text in UTF-8. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private RegularFile() {}

  /**
   * Checks a file before it is opened.
   *
   * @param what the file is expected to be, for the message
   * @return the file
   * @throws DataException if it is not there, a folder, a pipe or a device
   */
  public static Path require(Path file, String what) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          file
              + ": expected "
              + what
              + ", found "
              + (Files.isDirectory(file)
                  ? "a folder"
                  : Files.exists(file) ? "a pipe or a device" : "no such file")
              + ". Give a regular file.");
    }
    return file;
  }

  /**
   * Reads a text in UTF-8; a byte order mark is taken off.
   *
   * @param what the file is expected to be, for the message
   * @param maxBytes no honest file is longer
   * @throws DataException if it is no regular file, longer, or cannot be read
   */
  public static String readText(Path file, String what, int maxBytes) {
    byte[] bytes = readBytes(file, what, maxBytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /**
   * Reads a whole file.
   *
   * @param what the file is expected to be, for the message
   * @param maxBytes no honest file is longer
   * @throws DataException if it is no regular file, longer, or cannot be read
   */
  public static byte[] readBytes(Path file, String what, int maxBytes) {
    require(file, what);
    try {
      // One byte more than allowed, and not the size first: the file may grow in between.
      byte[] bytes;
      try (var in = Files.newInputStream(file)) {
        bytes = in.readNBytes(maxBytes + 1);
      }
      if (bytes.length > maxBytes) {
        throw new DataException(
            file
                + ": expected "
                + what
                + ", at most "
                + maxBytes
                + " bytes, found "
                + Files.size(file)
                + ". Give another file.");
      }
      return bytes;
    } catch (IOException unreadable) {
      throw new DataException(
          file + ": expected " + what + ", which cannot be read: " + unreadable, unreadable);
    }
  }
}
