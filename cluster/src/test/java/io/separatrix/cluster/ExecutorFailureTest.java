package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.experiment.run.WorkersLostException;
import io.separatrix.network.engine.DeviceNotAvailableException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ExecutorFailureTest {

  @Test
  void of_executorThatIsKilled_isLostWorkers() {
    // What Spark 4.2 says when an executor is killed with spark.task.maxFailures=1.
    SparkException given =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 5.0 failed 1 times, most recent"
                + " failure: Lost task 0.0 in stage 5.0 (TID 5) (127.0.0.1 executor 1):"
                + " ExecutorLostFailure (executor 1 exited caused by one of the running tasks)"
                + " Reason: Command exited with code 137\nDriver stacktrace:");
    RuntimeException failure = ExecutorFailure.of(given);
    assertThat(failure)
        .isInstanceOf(WorkersLostException.class)
        .hasMessageEndingWith("Command exited with code 137")
        .hasCause(given);
  }

  @Test
  void of_exceptionOfATask_isThatException() {
    var thrown = new DeviceNotAvailableException("expected a GPU, found none");
    assertThat(ExecutorFailure.of(new SparkException("Job aborted", thrown))).isSameAs(thrown);
  }

  @Test
  void of_contextThatTheMasterStopped_isLostWorkers() {
    RuntimeException given =
        new IllegalStateException("Cannot call methods on a stopped SparkContext.\nat ...");
    assertThat(ExecutorFailure.of(given))
        .isInstanceOf(WorkersLostException.class)
        .hasMessageEndingWith("a stopped SparkContext.");
  }

  @Test
  void notStarted_withoutAMaster_saysSoInOneLine() {
    Exception given = new SparkException("Could not parse Master URL: 'spark-master'\nat ...");
    assertThat(ExecutorFailure.notStarted(given))
        .hasMessage("Spark did not start: Could not parse Master URL: 'spark-master'")
        .hasCause(given);
  }
}
