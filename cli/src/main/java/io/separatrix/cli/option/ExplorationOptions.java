package io.separatrix.cli.option;

import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.explorer.Exploration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is explored: by the page, and by the figures of its views. */
public final class ExplorationOptions {

  @ArgGroup(validate = false, order = 1, heading = "%nModel:%n")
  ModelOptions model = new ModelOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nData:%n")
  DataOptions data = new DataOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nComputation:%n")
  ComputeOptions compute = new ComputeOptions();

  @Option(
      names = "--compare-with",
      paramLabel = "NAME|FILE",
      description = "A second network that takes the same images, to see it beside the first.")
  @Nullable String other;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description =
          "The detector's calibration.json from a run of detect (default: it is calibrated on the"
              + " first images that the network gets right, when it is looked at).")
  @Nullable Path calibration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  /**
   * Opens it.
   *
   * @param listener hears of it, and may end it
   */
  public Exploration open(RunListener listener) {
    model.require();
    Model opened = model.open();
    Model second = other == null ? null : Models.open(other);
    return Exploration.open(
        opened,
        second,
        calibration,
        experiment -> data.into(experiment).engine(compute.engine()).seed(seed),
        listener);
  }

  /** Whether images are named. */
  public boolean hasData() {
    return data.named();
  }
}
