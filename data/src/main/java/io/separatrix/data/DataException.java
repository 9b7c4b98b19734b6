package io.separatrix.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data that is missing or not what it must be. The message is for the user: file, what was
 * expected, what was found.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Enum<?>[] remedies;

  /**
   * @param remedies what the user can do about it: a {@link DataRemedy}, or a constant of the room
   *     that knows
   */
  public DataException(String message, Enum<?>... remedies) {
    this(message, null, remedies);
  }

  public DataException(String message, @Nullable Throwable cause, Enum<?>... remedies) {
    super(message, cause);
    this.remedies = remedies.clone();
  }

  /** What the user can do about it; empty where the message says all. */
  public List<Enum<?>> remedies() {
    return List.of(remedies);
  }
}
