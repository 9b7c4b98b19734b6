package io.separatrix.cli.command;

import io.separatrix.cli.option.PositiveNumber;
import io.separatrix.cli.option.WholeNumber;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.curvature.AsymmetryStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asymmetry}. */
@Command(
    name = "asymmetry",
    description = "Sign of the mean curvature at natural and perturbed images (Table II).")
final class AsymmetryCommand extends StudyCommand {

  @Option(
      names = {"--step", "--steps"},
      paramLabel = "H,...",
      hideParamSyntax = true,
      split = ",",
      description =
          "Scales h in input units (default: 0.3, 1, 3 and 10 times the median distance to the"
              + " boundary).",
      converter = PositiveNumber.class)
  List<Double> steps = List.of();

  @Option(
      names = "--directions",
      paramLabel = "T",
      defaultValue = "512",
      description =
          "Tangent directions at most for one mean curvature, at least 64; sampling stops when the"
              + " sign is certain (default: ${DEFAULT-VALUE}).",
      converter = WholeNumber.Positive.class)
  int directions;

  AsymmetryCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "asymmetry";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new AsymmetryStudy(steps, directions, Integer.MAX_VALUE));
  }

  @Override
  Map<String, Object> options() {
    return Map.of("steps", steps, "directions", directions);
  }
}
