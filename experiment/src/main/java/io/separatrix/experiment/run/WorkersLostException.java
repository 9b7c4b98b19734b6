package io.separatrix.experiment.run;

/**
 * Machines that did a run's items are gone for good. What they finished is in the run folder, and
 * the run goes on from there; a command ends with exit code 5.
 */
public final class WorkersLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what was lost. */
  public WorkersLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
