package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.geometry.curvature.MeanCurvature;
import io.separatrix.studies.curvature.AsymmetryStudy;
import java.util.List;
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
      converter = Numbers.Positive.class)
  List<Double> steps = List.of();

  @Option(
      names = "--directions",
      paramLabel = "T",
      defaultValue = "512",
      description =
          "Tangent directions at most for one mean curvature, at least "
              + MeanCurvature.BLOCK
              + "; sampling stops when the"
              + " sign is certain (default: ${DEFAULT-VALUE}).",
      converter = Numbers.AtLeastABlock.class)
  int directions;

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new AsymmetryStudy(steps, directions, Integer.MAX_VALUE));
  }
}
