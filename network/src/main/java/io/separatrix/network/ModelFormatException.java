package io.separatrix.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model file, or a part of one, that is not what it must be. The message is for the user: what
 * was expected, what was found.
 */
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Enum<?>[] remedies;

  /**
   * @param remedies what the user can do about it: a {@link ModelRemedy}, or a constant of the room
   *     that knows
   */
  public ModelFormatException(String message, Enum<?>... remedies) {
    this(message, null, remedies);
  }

  public ModelFormatException(String message, @Nullable Throwable cause, Enum<?>... remedies) {
    super(message, cause);
    this.remedies = remedies.clone();
  }

  /** What the user can do about it; empty where the message says all. */
  public List<Enum<?>> remedies() {
    return List.of(remedies);
  }
}
