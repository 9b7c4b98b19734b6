package io.separatrix.cli.option;

import io.separatrix.experiment.Experiment;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.SpectrumSettings;
import picocli.CommandLine.Option;

/** How the shared curved directions S are found. */
public final class SharedDirectionsOptions {

  @Option(
      names = "--train-points",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Training images whose principal directions S rests on (default: ${DEFAULT-VALUE}).")
  int trainPoints;

  @Option(
      names = "--dimensions",
      paramLabel = "M",
      defaultValue = "200",
      description = "Dimensions of S (default: ${DEFAULT-VALUE}).")
  int dimensions;

  /** Rests S on at most as many training images, whatever the options say. */
  public void atMost(int points) {
    trainPoints = Math.min(trainPoints, points);
  }

  /** Training images whose principal directions S rests on. */
  public int trainPoints() {
    return trainPoints;
  }

  /** Dimensions of S. */
  public int dimensions() {
    return dimensions;
  }

  /** The study that finds them. */
  public DirectionsStudy study(Experiment experiment, SpectrumSettings spectrum) {
    return new DirectionsStudy(
        spectrum, dimensions, experiment.training(trainPoints), Integer.MAX_VALUE);
  }
}
