package io.separatrix.cli.command;

import io.separatrix.cli.option.WholeNumber;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.ComponentsStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code components}. */
@Command(
    name = "components",
    description = "Which images of a label lie in one connected component, joined by paths.")
final class ComponentsCommand extends StudyCommand {

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "" + ComponentsStudy.DEFAULT_ROUNDS,
      description =
          "How often to try to join what is apart, the first round included (default:"
              + " ${DEFAULT-VALUE}).",
      converter = WholeNumber.Positive.class)
  int rounds;

  ComponentsCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "components";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new ComponentsStudy(rounds));
  }

  @Override
  Map<String, Object> options() {
    return Map.of("rounds", rounds);
  }
}
