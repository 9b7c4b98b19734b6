package io.separatrix.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that a user names whole, but no pipe, no device and nothing without end. */
public final class PlainFile {

  private PlainFile() {}

  /**
   * Refuses what is no regular file, before it is opened: to open a pipe waits for its other end.
   *
   * @throws IOException if it is missing or of another kind; the message says which
   */
  public static void require(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "expected a file, found none");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "expected a regular file, found "
              + (Files.isDirectory(file) ? "a folder" : "a pipe, device or socket"));
    }
  }

  /**
   * Reads a file whole.
   *
   * @param atMost bytes
   * @throws IOException if it cannot be read, is no regular file, or is longer
   */
  public static byte[] read(Path file, int atMost) throws IOException {
    require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(atMost);
      if (in.read() >= 0) {
        throw new IOException(
            "expected at most " + atMost + " bytes, found a file of " + Files.size(file));
      }
      return bytes;
    }
  }
}
