package io.separatrix.experiment.model;

import io.separatrix.data.Sha256;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a model is in.
 *
 * @param main the one that is named
 * @param others those that it names
 */
record ModelFiles(Path main, List<Path> others) {

  static ModelFiles of(Path file) {
    return new ModelFiles(file, List.of());
  }

  String name() {
    return String.valueOf(main.getFileName());
  }

  /**
   * SHA-256 of the file alone, or of the lines {@code HASH NAME} of all files.
   *
   * @throws ModelFormatException if one cannot be read
   */
  String sha256() {
    if (others.isEmpty()) {
      return hash(main);
    }
    StringBuilder lines = new StringBuilder(hash(main) + "  " + name() + "\n");
    others.forEach(
        other -> lines.append(hash(other)).append("  ").append(other.getFileName()).append('\n'));
    return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static ModelFormatException unreadable(Path file, IOException e) {
    return new ModelFormatException(file + ": cannot be read: " + e.getMessage(), e);
  }
}
