package io.separatrix.network.training;

import io.separatrix.network.architecture.Architecture;
import java.nio.file.Path;

/**
 * What an engine is asked to train.
 *
 * @param training images to learn from
 * @param validation images to measure the accuracy on; the training does not depend on them
 * @param checkpoint file for the checkpoints, from which the training goes on if it is there; its
 *     folder exists
 * @param threads of the processor to compute with
 */
public record TrainingTask(
    Architecture architecture,
    TrainingPlan plan,
    LabelledImages training,
    LabelledImages validation,
    Path checkpoint,
    int threads) {

  /** Refuses images that the architecture does not fit. */
  public TrainingTask {
    requireFit(architecture, training, "training");
    requireFit(architecture, validation, "validation");
  }

  private static void requireFit(Architecture architecture, LabelledImages images, String use) {
    if (!images.shape().equals(architecture.inputShape())
        || images.classNames().size() != architecture.classes()) {
      throw new IllegalArgumentException(
          use
              + " images: expected shape "
              + architecture.inputShape()
              + " and "
              + architecture.classes()
              + " classes, found "
              + images.shape()
              + " and "
              + images.classNames().size());
    }
  }
}
