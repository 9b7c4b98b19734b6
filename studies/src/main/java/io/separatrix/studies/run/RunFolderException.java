package io.separatrix.studies.run;

/**
 * A run folder that cannot be used as asked: it exists, it belongs to another run, it is damaged,
 * or the disk is full. The message is for the user; a command ends with exit code 2.
 */
public final class RunFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunFolderException(String message) {
    super(message);
  }

  public RunFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
