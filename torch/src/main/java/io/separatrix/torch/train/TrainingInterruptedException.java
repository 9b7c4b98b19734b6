package io.separatrix.torch.train;

import java.nio.file.Path;

/** The training was asked to stop and has written a checkpoint to go on from. */
public final class TrainingInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingInterruptedException(Path checkpoint) {
    super("training stopped; resume from " + checkpoint);
  }
}
