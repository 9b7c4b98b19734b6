package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The threads of lockstep runs. */
final class Lanes {

  private Lanes() {}

  /** Fails if a lane still lives some time after its run. */
  static void assertNoneLeft() {
    await(() -> alive().isEmpty());
    assertThat(alive()).isEmpty();
  }

  /** Returns when the condition holds, or after ten seconds. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static List<Thread> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lane"))
        .toList();
  }
}
