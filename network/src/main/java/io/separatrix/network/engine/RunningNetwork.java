package io.separatrix.network.engine;

import io.separatrix.geometry.Classifier;

/**
 * A network on a device: a classifier that holds memory until it is closed. Points are images
 * flattened in the order channel, row, column, in the units of the network's input. Every method
 * refuses rows of another length than {@link #dimension()} and classes outside 0 to {@link
 * #classes()} - 1 with an {@link IllegalArgumentException} that says expected and found.
 */
public interface RunningNetwork extends Classifier, AutoCloseable {

  /** {@return the rows evaluated at once, at least 1} Batches may have any size and are split. */
  int batchSize();

  /**
   * {@return the width of a {@link io.separatrix.geometry.Lockstep} that keeps batches full, at
   * least {@link #batchSize()}}
   */
  int lanes();

  /**
   * {@return the floating-point numbers that the network keeps on the device: weights and the
   * constants of normalisation that are not folded into them} 0 if the engine cannot see them.
   */
  long parameters();

  /** {@return what evaluates this network} */
  EngineInfo info();

  /**
   * Gives back what is kept between calls to make them faster; called where another network of the
   * process may take over. The next call is slower. Does nothing unless an engine says otherwise.
   */
  default void rest() {}

  /** Frees what the network holds; it cannot be used or closed again. */
  @Override
  void close();
}
