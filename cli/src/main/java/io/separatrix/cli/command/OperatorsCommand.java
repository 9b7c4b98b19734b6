package io.separatrix.cli.command;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.curvature.OperatorsStudy;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code operators}. */
@Command(
    name = "operators",
    description = "Curvature operators side by side: which of them the network itself confirms.")
final class OperatorsCommand extends StudyCommand {

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(OperatorsStudy.ofAll());
  }
}
