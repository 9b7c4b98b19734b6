package io.separatrix.proof;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** At most so many computations at the same time, whichever thread asks. Serves several threads. */
final class ProcessorShare {

  private final Semaphore free;

  /**
   * @param threads at least 1
   */
  ProcessorShare(int threads) {
    this.free = new Semaphore(threads);
  }

  /**
   * Computes when there is room.
   *
   * @throws IllegalStateException if the thread is interrupted while it waits
   */
  <T> T compute(Supplier<T> work) {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a proof", e);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }
}
