package io.separatrix.network.training;

/** The loss or a weight is not finite any more. The message is for the user. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingDivergedException(String message) {
    super(message);
  }
}
