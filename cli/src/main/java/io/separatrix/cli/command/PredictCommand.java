package io.separatrix.cli.command;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.PredictStudy;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code predict}. */
@Command(name = "predict", description = "Logits and labels of images.")
final class PredictCommand extends StudyCommand {

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new PredictStudy());
  }
}
