package io.separatrix.cli.command;

import io.separatrix.cli.option.ProofOptions;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.ComponentsStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
              + " ${DEFAULT-VALUE}).")
  int rounds;

  @Mixin ProofOptions proof = new ProofOptions();

  @Override
  void prepare() {
    proof.rounding();
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new ComponentsStudy(rounds, proof.rounding()));
  }

  @Override
  Map<String, Object> options() {
    return proof.into(Map.of("rounds", rounds));
  }
}
