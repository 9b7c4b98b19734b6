package io.separatrix.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run folder that cannot be used as asked: it exists, it belongs to another run, it is damaged,
 * or the disk is full. The message is for the user; a command ends with exit code 2.
 */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunFolderException(String message) {
    super(message);
  }

  public RunFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For a file that cannot be written; the message says how much space is left. */
  static RunFolderException cannotWrite(Path file, IOException cause) {
    return new RunFolderException(
        "cannot write "
            + file
            + ": "
            + reason(cause)
            + spaceLeft(file)
            + "; free some space or choose another folder with --out, then run again (with"
            + " --resume if the run had started)",
        cause);
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
