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
    String message = "" + given.getMessage();
    return new WorkersLostException(
        "the executors failed for good: " + message.lines().findFirst().orElse(message), given);
  }
}
