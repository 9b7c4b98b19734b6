package io.separatrix.network.engine;

/**
 * How a network is evaluated.
 *
 * @param precision floating-point type of weights and activations
 * @param device where; one that is named and not there is an error, never replaced in silence
 * @param threads threads on the processor, or {@link #AUTOMATIC} for LibTorch's own choice, the
 *     number of cores. They evaluate parts of a batch side by side, as many as the memory bound
 *     lets; if fewer, each part has several
 * @param batchSize rows evaluated at once, or {@link #AUTOMATIC} for as many as run fast and stay
 *     within the memory bound
 * @param memoryBound bytes that activations and their gradients may take, for the automatic batch
 *     size and the number of parts side by side; what is kept for further Hessian-vector products
 *     comes on top, at most half as much
 */
public record EngineOptions(
    Precision precision, DeviceName device, int threads, int batchSize, long memoryBound) {

  /** The value of {@code threads} and {@code batchSize} that leaves the choice to the engine. */
  public static final int AUTOMATIC = 0;

  /** The most threads that can be asked for; some thousands take all memory for their stacks. */
  public static final int MOST_THREADS = 1024;

  /** float32 on the best device, everything else automatic, under 1 GiB of activations. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(Precision.FLOAT32, DeviceName.AUTO, AUTOMATIC, AUTOMATIC, 1L << 30);

  public EngineOptions {
    if (threads < 0 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MOST_THREADS + " threads or 0 for automatic, found " + threads);
    }
    if (batchSize < 0) {
      throw new IllegalArgumentException(
          "expected a batch size of at least 1 or 0 for automatic, found " + batchSize);
    }
    if (memoryBound < 1) {
      throw new IllegalArgumentException(
          "expected a memory bound of at least 1 byte, found " + memoryBound);
    }
  }

  /**
   * {@return the same in another precision}
   *
   * @param newPrecision of all numbers of the network
   */
  public EngineOptions withPrecision(Precision newPrecision) {
    return new EngineOptions(newPrecision, device, threads, batchSize, memoryBound);
  }

  /**
   * {@return the same on another device}
   *
   * @param newDevice where the network runs
   */
  public EngineOptions withDevice(DeviceName newDevice) {
    return new EngineOptions(precision, newDevice, threads, batchSize, memoryBound);
  }

  /**
   * {@return the same with another number of threads}
   *
   * @param newThreads see {@link #threads}
   */
  public EngineOptions withThreads(int newThreads) {
    return new EngineOptions(precision, device, newThreads, batchSize, memoryBound);
  }

  /**
   * {@return the same with another batch size}
   *
   * @param newBatchSize see {@link #batchSize}
   */
  public EngineOptions withBatchSize(int newBatchSize) {
    return new EngineOptions(precision, device, threads, newBatchSize, memoryBound);
  }

  /**
   * {@return the same with another bound on memory}
   *
   * @param newMemoryBound see {@link #memoryBound}
   */
  public EngineOptions withMemoryBound(long newMemoryBound) {
    return new EngineOptions(precision, device, threads, batchSize, newMemoryBound);
  }
}
