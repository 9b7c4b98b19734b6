package io.separatrix.cluster;

import io.separatrix.experiment.run.WorkersLostException;
import org.apache.spark.SparkException;

/** What it means for a run that Spark gave up a task. */
final class ExecutorFailure {

  private ExecutorFailure() {}

  /**
   * The exception that a run ends with: what a task itself threw, in every attempt, as if it had
   * been thrown in one process; otherwise that executors, or all of Spark, are lost.
   *
   * @param given what Spark threw for a task's job
   */
  static RuntimeException of(Throwable given) {
    if (given instanceof SparkException && given.getCause() instanceof RuntimeException thrown) {
      return thrown;
    }
    return lost("the executors failed for good", given);
  }

  /** The exception that a run ends with when Spark does not start. */
  static WorkersLostException notStarted(Throwable given) {
    return lost("Spark did not start", given);
  }

  private static WorkersLostException lost(String what, Throwable given) {
    String message = "" + given.getMessage();
    return new WorkersLostException(
        what + ": " + message.lines().findFirst().orElse(message), given);
  }
}
