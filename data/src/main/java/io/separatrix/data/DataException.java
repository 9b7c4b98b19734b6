package io.separatrix.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data that is missing or not what it must be. The message is for the user: file, what was
 * expected, what was found.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable Enum<?> remedy;

  public DataException(String message) {
    this(message, null, null);
  }

  public DataException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  /**
   * @param remedy what the user can do about it: a {@link DataRemedy}, or a constant of the room
   *     that knows
   */
  public DataException(String message, Enum<?> remedy) {
    this(message, remedy, null);
  }

  public DataException(String message, @Nullable Enum<?> remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What the user can do about it; empty where the message says all. */
  public Optional<Enum<?>> remedy() {
    return Optional.ofNullable(remedy);
  }
}
