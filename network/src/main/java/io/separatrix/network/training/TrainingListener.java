package io.separatrix.network.training;

/** Hears how a training goes, on the thread that trains, and may end it. */
public interface TrainingListener {

  /** After each step. */
  default void step(TrainingProgress progress) {}

  /**
   * After each epoch, when its checkpoint is written.
   *
   * @param validationAccuracy share of the validation images recognised
   */
  default void epoch(TrainingProgress progress, double validationAccuracy) {}

  /**
   * Asked after each step; once it says true the training writes a checkpoint and ends with a
   * {@link TrainingInterruptedException}.
   */
  default boolean stops() {
    return false;
  }
}
