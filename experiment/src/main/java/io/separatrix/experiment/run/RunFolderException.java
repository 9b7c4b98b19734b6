package io.separatrix.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run folder that cannot be used as asked: it exists, it belongs to another run, it is damaged,
 * or the disk is full. The message is for the user; a command ends with exit code 2.
 */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable RunRemedy remedy;

  public RunFolderException(String message) {
    this(message, null, null);
  }

  public RunFolderException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  public RunFolderException(String message, RunRemedy remedy) {
    this(message, remedy, null);
  }

  public RunFolderException(
      String message, @Nullable RunRemedy remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** For a file that cannot be written; the message says how much space is left. */
  static RunFolderException cannotWrite(Path file, IOException cause) {
    return new RunFolderException(
        "cannot write " + file + ": " + reason(cause) + spaceLeft(file),
        RunRemedy.RESUME_OR_ANOTHER_FOLDER,
        cause);
  }

  /** What the user can do about it; empty where the message says all. */
  public Optional<RunRemedy> remedy() {
    return Optional.ofNullable(remedy);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String spaceLeft(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      return " (" + Files.getFileStore(parent).getUsableSpace() / (1 << 20) + " MiB left)";
    } catch (IOException e) {
      return "";
    }
  }
}
