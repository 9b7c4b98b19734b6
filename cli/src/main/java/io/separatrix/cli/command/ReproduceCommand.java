package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.cli.option.WholeNumber;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.report.paper.PaperStudies;
import io.separatrix.report.paper.PaperStudies.Scale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** Seconds of each pass in a run on lenet-cifar10; other networks keep the proportions. */
  private static final Map<String, Double> EFFORT =
      Map.ofEntries(
          Map.entry("nearest", 45.0),
          Map.entry("paths-1", 34.0),
          Map.entry("paths-2", 131.0),
          Map.entry("paths-3", 139.0),
          Map.entry("slice", 9.0),
          Map.entry("curvature", 198.0),
          Map.entry("curvature-scales", 42.0),
          Map.entry("nearest-train", 5.0),
          Map.entry("directions-train", 21.0),
          Map.entry("directions", 117.0),
          Map.entry("sensitivity", 8.0),
          Map.entry("asymmetry", 314.0),
          Map.entry("detect-calibration", 9.0),
          Map.entry("detect", 91.0),
          Map.entry("gallery", 5.0));

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Images, pairs of each scenario and convex combinations of each size, the paper's"
              + " number (default: ${DEFAULT-VALUE}).",
      converter = WholeNumber.Positive.class)
  int points;

  @Option(
      names = "--quick",
      description = "At most 100 points and 25 training points, coarser maps, fewer stories.")
  boolean quick;

  ReproduceCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "reproduce";
  }

  @Override
  void prepare() {
    if (quick) {
      points = Math.min(points, QUICK_POINTS);
      shared.atMost(QUICK_TRAIN_POINTS);
    }
    data.atMost(points);
    data.keepForTraining(shared.trainPoints());
  }

  @Override
  boolean besidePaper() {
    return true;
  }

  @Override
  Map<String, Double> effort() {
    return EFFORT;
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return PaperStudies.of(
        Scale.paper(points, shared.dimensions(), quick),
        spectrum.settings(experiment, false),
        experiment.training(shared.trainPoints()));
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = new TreeMap<>(spectrum.options());
    options.putAll(shared.options());
    options.put("points", points);
    options.put("quick", quick);
    return options;
  }
}
