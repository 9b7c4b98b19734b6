package io.separatrix.cli.terminal;

/** Options that do not fit together, or not the model and data; the message names them. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
