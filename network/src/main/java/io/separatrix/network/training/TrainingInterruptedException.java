package io.separatrix.network.training;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** The training was asked to stop and has written a checkpoint to go on from. */
public final class TrainingInterruptedException extends CancellationException {
  private static final long serialVersionUID = 1;

  public TrainingInterruptedException(Path checkpoint) {
    super("training stopped; resume from " + checkpoint);
  }
}
