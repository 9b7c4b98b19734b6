package io.separatrix.network.training;

import java.io.IOException;

/**
 * Trains networks. Implementations are found by {@link java.util.ServiceLoader}, as engines that
 * evaluate them are.
 */
public interface TrainingEngine {

  /**
   * Trains an architecture; equal tasks give equal weights, also if the training was stopped and
   * went on from its checkpoint.
   *
   * @throws TrainingInterruptedException if the listener stopped it
   * @throws TrainingDivergedException if a number is not finite any more
   * @throws io.separatrix.network.ModelFormatException if the checkpoint belongs to another
   *     training
   * @throws IOException if a checkpoint cannot be read or written
   */
  TrainedNetwork train(TrainingTask task, TrainingListener listener) throws IOException;
}
