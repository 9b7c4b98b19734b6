package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.separatrix.data.DataException;
import io.separatrix.data.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a run has written. A file may have been damaged since, or be another's: what is not as
 * this program writes it is refused with a {@link RunFolderException}.
 */
final class StoredFile {

  /** No report and no figure is longer; a larger file is something else. */
  private static final int MOST_BYTES = 256 << 20;

  private StoredFile() {}

  /**
   * What a run says of itself.
   *
   * @throws RunFolderException if the folder holds no run, or one of another version
   */
  static Manifest manifest(Path directory) {
    Path file = directory.resolve(RunFolder.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new RunFolderException(
          directory
              + " holds no run: expected "
              + RunFolder.MANIFEST
              + " in it; choose another folder");
    }
    Manifest manifest = json(file, Manifest.class);
    if (manifest.sessions().isEmpty()) {
      throw damaged(file, "expected at least one of sessions, found none", null);
    }
    if (manifest.schemaVersion() != Manifest.SCHEMA_VERSION) {
      throw new RunFolderException(
          file
              + ": expected schemaVersion "
              + Manifest.SCHEMA_VERSION
              + ", found "
              + manifest.schemaVersion()
              + "; use the version of Separatrix that wrote it");
    }
    return manifest;
  }

  /** A JSON file with every component that its type must have. */
  static <V> V json(Path file, Class<V> type) {
    byte[] bytes = bytes(file);
    V value;
    try {
      value = Json.readable().readValue(bytes, type);
    } catch (IOException e) { // of bytes in memory: they are not what they must be
      String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "" + e;
      throw damaged(file, "expected JSON as this program writes it, found: " + why, e);
    }
    String missing = Completeness.firstMissing(value);
    if (!missing.isEmpty()) {
      throw damaged(file, "expected " + missing + ", found nothing there", null);
    }
    return value;
  }

  static String text(Path file) {
    return new String(bytes(file), UTF_8);
  }

  private static RunFolderException damaged(Path file, String why, @Nullable Throwable cause) {
    return new RunFolderException(
        file + " is damaged: " + why + "; take it from a copy, or start the run again",
        cause,
        RunRemedy.OVERWRITE);
  }

  private static byte[] bytes(Path file) {
    try {
      return RegularFile.readBytes(file, "a file of a run", MOST_BYTES);
    } catch (DataException e) {
      throw new RunFolderException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
