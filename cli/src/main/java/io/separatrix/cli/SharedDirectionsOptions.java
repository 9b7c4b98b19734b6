package io.separatrix.cli;

import io.separatrix.experiment.Experiment;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.SpectrumSettings;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the shared curved directions S are found. */
final class SharedDirectionsOptions {

  @Option(
      names = "--train-points",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Training images whose principal directions S rests on (default: ${DEFAULT-VALUE}).",
      converter = WholeNumber.Positive.class)
  int trainPoints;

  @Option(
      names = "--dimensions",
      paramLabel = "M",
      defaultValue = "200",
      description = "Dimensions of S (default: ${DEFAULT-VALUE}).",
      converter = WholeNumber.Positive.class)
  int dimensions;

  /** The study that finds them. */
  DirectionsStudy study(Experiment experiment, SpectrumSettings spectrum) {
    return new DirectionsStudy(
        spectrum, dimensions, experiment.training(trainPoints), Integer.MAX_VALUE);
  }

  /** The options that have a part in the results. */
  Map<String, Object> options() {
    return Map.of("trainPoints", trainPoints, "dimensions", dimensions);
  }
}
