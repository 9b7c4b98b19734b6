package io.separatrix.torch;

import io.separatrix.network.engine.EngineOptions;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/** How many threads work on one operation. */
final class Threads {

  /** LibTorch's own choice, asked before anything changes it. */
  private static final int AUTOMATIC = torch.get_num_threads();

  private Threads() {}

  /**
   * Sets the threads among which LibTorch splits an operation, for this thread and for those that
   * have not used LibTorch yet. Its matrix products run on the thread that calls them, because
   * OpenBLAS's own threads keep spinning after a product and take the cores from LibTorch's.
   *
   * @param threads at least 1
   */
  static void use(int threads) {
    openblas.blas_set_num_threads(1);
    torch.set_num_threads(threads);
    // The first use of LibTorch on a thread takes the process's number; asking is a use.
    torch.get_num_threads();
  }

  /**
   * Lets this thread, and those that it starts, take numbers too small for the normal range (below
   * 1.2e-38 in float32) for 0, where the processor can: gradients of saturated activations are full
   * of them, and each costs some processors over a hundred cycles. Java's own arithmetic on the
   * thread does so too, so it must be one that does nothing but run networks.
   */
  static void flushDenormals() {
    Context.setFlushDenormal(true);
  }

  /**
   * The number that was asked for, or LibTorch's own choice, the number of cores.
   *
   * @param threads at least 1, or {@link EngineOptions#AUTOMATIC}
   */
  static int resolve(int threads) {
    return threads == EngineOptions.AUTOMATIC ? AUTOMATIC : threads;
  }
}
