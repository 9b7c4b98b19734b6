package io.separatrix.cli.command;

import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.curvature.OperatorsStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code operators}. */
@Command(
    name = "operators",
    description = "Curvature operators side by side: which of them the network itself confirms.")
final class OperatorsCommand extends StudyCommand {

  OperatorsCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "operators";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(OperatorsStudy.ofAll());
  }

  @Override
  Map<String, Object> options() {
    return Map.of();
  }
}
