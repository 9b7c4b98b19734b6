package io.separatrix.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * Bounds the life of native objects: all that are made within a call are freed when it ends, unless
 * {@link org.bytedeco.javacpp.Pointer#retainReference()} keeps them. Scopes nest.
 */
final class NativeScope {

  private NativeScope() {}

  /** Runs something with a scope of its own. */
  @SuppressWarnings("try") // the scope does its work by being open
  static <T> T of(Supplier<T> body) {
    try (PointerScope scope = new PointerScope()) {
      return body.get();
    }
  }

  /**
   * As {@link #of}, with differentiation switched on or off.
   *
   * @param gradients whether operations are recorded for back-propagation
   */
  @SuppressWarnings("try") // scope and mode do their work by being open
  static <T> T of(boolean gradients, Supplier<T> body) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode mode = new AutoGradMode(gradients)) {
      return body.get();
    }
  }
}
