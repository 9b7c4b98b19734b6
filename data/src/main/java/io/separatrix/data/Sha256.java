package io.separatrix.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** A fresh SHA-256 digest. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform must have SHA-256.
      throw new IllegalStateException(impossible);
    }
  }

  /** The digest's value so far as hexadecimal digits; the digest is reset. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hash of the bytes. */
  public static String of(byte[] bytes) {
    MessageDigest digest = digest();
    digest.update(bytes);
    return hex(digest);
  }

  /** Hash of a file's bytes. */
  public static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return hex(digest);
  }

  /**
   * Hash of several files: that of the file if there is one, else of the lines {@code HASH NAME},
   * each ended by a line feed, names relative to {@code root} with forward slashes, in the given
   * order.
   *
   * @throws DataException if a file cannot be read
   */
  static String ofFiles(Path root, List<Path> files) {
    MessageDigest lines = digest();
    for (Path file : files) {
      String hash;
      try {
        hash = of(file);
      } catch (IOException unreadable) {
        throw new DataException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
      }
      if (files.size() == 1) {
        return hash;
      }
      String relative = root.relativize(file).toString().replace('\\', '/');
      lines.update((hash + "  " + relative + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return hex(lines);
  }
}
