package io.separatrix.torch.train;

/** Hears how a training goes, on the thread that trains. */
public interface TrainingListener {

  /** After each step. */
  void step(TrainingProgress progress);

  /**
   * After each epoch, when its checkpoint is written.
   *
   * @param validationAccuracy share of the validation images recognised
   */
  void epoch(TrainingProgress progress, double validationAccuracy);
}
