package io.separatrix.torch;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Evaluates the chunks of a batch side by side, each on a thread of its own. An operation on a few
 * rows of a small network is over before LibTorch has split it among threads; two chunks on one
 * thread each keep two cores busy. A single chunk is on one of these threads too, so that its
 * rounding does not depend on what else was asked for at the same time.
 */
final class Workers implements AutoCloseable {

  private final BlockingQueue<Derivatives> idle = new LinkedBlockingQueue<>();
  private final ExecutorService pool;
  private final int count;

  /**
   * @param count chunks at one time, at least 1
   * @param threads LibTorch's threads, shared out among them
   */
  Workers(int count, int threads, Supplier<Derivatives> derivatives) {
    this.count = count;
    this.pool =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread =
                  new Thread(
                      () -> {
                        Threads.use(Math.max(1, threads / count));
                        Threads.flushDenormals();
                        work.run();
                      },
                      "chunks");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < count; i++) {
      idle.add(derivatives.get());
    }
  }

  /** How many chunks are evaluated at one time. */
  int count() {
    return count;
  }

  /** Does the work on each chunk; returns when all are done, even if the thread is interrupted. */
  <C> void forEach(List<C> chunks, Work<C> work) {
    CompletableFuture<?>[] running =
        chunks.stream()
            .map(
                chunk ->
                    CompletableFuture.runAsync(() -> borrowing(own -> work.on(chunk, own)), pool))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Work on one chunk. */
  @FunctionalInterface
  interface Work<C> {
    void on(C chunk, Derivatives derivatives);
  }

  private void borrowing(Consumer<Derivatives> work) {
    Derivatives own = idle.remove();
    try {
      work.accept(own);
    } finally {
      idle.add(own);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
