package io.separatrix.cli.command;

import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.PredictStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code predict}. */
@Command(name = "predict", description = "Logits and labels of images.")
final class PredictCommand extends StudyCommand {

  PredictCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "predict";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new PredictStudy());
  }

  @Override
  Map<String, Object> options() {
    return Map.of();
  }
}
