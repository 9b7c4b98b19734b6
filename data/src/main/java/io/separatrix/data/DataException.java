package io.separatrix.data;

import org.jspecify.annotations.Nullable;

/**
 * Data that is missing or not what it must be. The message is for the user: file, what was
 * expected, what was found, what to do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
