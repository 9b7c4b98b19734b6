package io.separatrix.experiment.run;

/**
 * Something that the checks before a run noticed about the model or the data, or a study about its
 * results.
 *
 * @param name its documented name, such as {@code softmax-output}
 * @param severity whether it makes results doubtful
 * @param message for the user
 */
public record Finding(String name, Severity severity, String message) {

  /** How much a finding matters. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  /** Something to know. */
  public static Finding info(String name, String message) {
    return new Finding(name, Severity.INFO, message);
  }

  /** Something that makes results doubtful. */
  public static Finding warning(String name, String message) {
    return new Finding(name, Severity.WARNING, message);
  }
}
