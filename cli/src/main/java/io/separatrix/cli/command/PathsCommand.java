package io.separatrix.cli.command;

import io.separatrix.cli.option.ProofOptions;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.studies.PathsStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code paths}. */
@Command(name = "paths", description = "Paths inside one region between pairs (Algorithm 1).")
final class PathsCommand extends StudyCommand {

  @Option(
      names = "--scenario",
      paramLabel = "1|2|3",
      defaultValue = "1",
      description =
          "1: two images of one label; 2: an image and a perturbed image of another label; 3: an"
              + " image and a perturbed random point (default: ${DEFAULT-VALUE}).")
  Scenario scenario = Scenario.SAME_LABEL;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of pairs (default: ${DEFAULT-VALUE}).")
  int pairs;

  @Mixin ProofOptions proof = new ProofOptions();

  @Override
  void prepare() {
    proof.rounding();
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new PathsStudy(scenario, pairs, proof.rounding()));
  }

  @Override
  Map<String, Object> options() {
    return proof.into(Map.of("scenario", scenario.number(), "pairs", pairs));
  }
}
