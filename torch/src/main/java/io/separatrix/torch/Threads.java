package io.separatrix.torch;

import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/** How many threads work on one operation. */
final class Threads {

  private Threads() {}

  /**
   * Sets the threads of the whole process. LibTorch splits an operation among them; its matrix
   * products run on the thread that calls them, because OpenBLAS's own threads keep spinning after
   * a product and take the cores from LibTorch's.
   *
   * @param threads at least 1, or {@link EngineOptions#AUTOMATIC} for LibTorch's own choice
   */
  static void use(int threads) {
    openblas.blas_set_num_threads(1);
    if (threads != EngineOptions.AUTOMATIC) {
      torch.set_num_threads(threads);
    }
  }
}
