package io.separatrix.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Classifier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SubjectTest {

  @Test
  void accounted_surrogate_countsForTheRunAndStopsWhenInterrupted() {
    Interruption interruption = new Interruption();
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Host host = new Host(nowhere, nowhere, false, List.of(), interruption);
    ModelOptions model = new ModelOptions();
    model.model = "lenet-fashion";
    try (Subject subject =
        Subject.open(
            model,
            new DataOptions(),
            new ComputeOptions(),
            new Remarks(host, Verbosity.Level.QUIET))) {
      Classifier surrogate =
          subject.accounted(subject.surrogate(requireNonNull(subject.network().graph()), 32.0));
      long before = subject.classifier().count().forward();
      double[][] point = {subject.images().pixels(0)};
      assertThat(surrogate.logits(point)[0]).hasSize(10);
      assertThat(subject.classifier().count().forward()).isEqualTo(before + 1);

      interruption.request();

      assertThatThrownBy(() -> surrogate.logits(point)).isInstanceOf(CancellationException.class);
    }
  }
}
