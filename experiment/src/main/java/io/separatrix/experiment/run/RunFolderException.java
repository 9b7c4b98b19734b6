package io.separatrix.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run folder that cannot be used as asked: it exists, it belongs to another run, it is damaged,
 * or the disk is full. The message is for the user; a command ends with exit code 2.
 */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RunRemedy[] remedies;

  /**
   * @param remedies what the user can do about it
   */
  public RunFolderException(String message, RunRemedy... remedies) {
    this(message, null, remedies);
  }

  public RunFolderException(String message, @Nullable Throwable cause, RunRemedy... remedies) {
    super(message, cause);
    this.remedies = remedies.clone();
  }

  /** For a file that cannot be written; the message says how much space is left. */
  static RunFolderException cannotWrite(Path file, IOException cause) {
    return new RunFolderException(
        "cannot write " + file + ": " + reason(cause) + spaceLeft(file),
        cause,
        RunRemedy.RESUME,
        RunRemedy.ANOTHER_FOLDER);
  }

  /** What the user can do about it; empty where the message says all. */
  public List<RunRemedy> remedies() {
    return List.of(remedies);
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
