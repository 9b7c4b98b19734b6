package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.report.paper.PaperStudies;
import io.separatrix.report.paper.PaperStudies.Scale;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reproduce}. */
@Command(
    name = "reproduce",
    description = "Every study of the paper at its scale, with the paper's numbers beside.")
final class ReproduceCommand extends StudyCommand {

  private static final int QUICK_POINTS = 100;
  private static final int QUICK_TRAIN_POINTS = 25;

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Images, pairs of each scenario and convex combinations of each size, the paper's"
              + " number (default: ${DEFAULT-VALUE}).")
  int points;

  @Option(
      names = "--quick",
      description = "At most 100 points and 25 training points, coarser maps, fewer stories.")
  boolean quick;

  @Override
  void prepare() {
    if (quick) {
      points = Math.min(points, QUICK_POINTS);
      shared.atMost(QUICK_TRAIN_POINTS);
    }
    data.atMost(points, shared.trainPoints());
  }

  @Override
  boolean besidePaper() {
    return true;
  }

  @Override
  Map<String, Double> effort() {
    return PaperStudies.effort();
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return PaperStudies.of(
        Scale.paper(points, shared.trainPoints(), shared.dimensions(), quick),
        spectrum.settings(experiment, false),
        experiment);
  }
}
