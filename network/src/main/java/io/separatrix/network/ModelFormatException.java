package io.separatrix.network;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model file, or a part of one, that is not what it must be. The message is for the user: what
 * was expected, what was found.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable Enum<?> remedy;

  public ModelFormatException(String message) {
    super(message);
    remedy = null;
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
    remedy = null;
  }

  /**
   * @param remedy what the user can do about it: a {@link ModelRemedy}, or a constant of the room
   *     that knows
   */
  public ModelFormatException(String message, Enum<?> remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What the user can do about it; empty where the message says all. */
  public Optional<Enum<?>> remedy() {
    return Optional.ofNullable(remedy);
  }
}
