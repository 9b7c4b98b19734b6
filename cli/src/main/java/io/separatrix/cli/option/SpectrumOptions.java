package io.separatrix.cli.option;

import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.Experiment;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.SpectrumSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How principal curvatures are found. */
public final class SpectrumOptions {

  @Option(
      names = "--operator",
      paramLabel = "exact|surrogate|gradient|gaussian",
      description =
          "Hessian to take: exact; of a softplus and log-sum-exp surrogate; by differences of"
              + " gradients at scale h; of the network smoothed by Gaussian noise (default: exact"
              + " for a smooth network, surrogate for one with kinks).")
  @Nullable OperatorKind operator;

  @Option(
      names = "--sharpness",
      paramLabel = "B",
      description =
          "Sharpness of the surrogate, 1 / unit of the activation (default: the softest that keeps"
              + " 99 %% of the labels and has gradients with a median cosine of 0.95).",
      converter = Numbers.Positive.class)
  @Nullable Double sharpness;

  @Option(
      names = "--step",
      paramLabel = "H",
      description = "Scale h in input units (default: the median distance to the boundary).",
      converter = Numbers.Positive.class)
  @Nullable Double step;

  /** How principal curvatures are found on the experiment's network. */
  public SpectrumSettings settings(Experiment experiment, boolean dense) {
    OperatorKind kind = operator == null ? OperatorKind.of(experiment.profile().kind()) : operator;
    kind.obstacle(experiment.profile().kind(), experiment.graph() != null)
        .ifPresent(
            obstacle -> {
              throw new UsageException("--operator " + Converters.name(kind) + ": " + obstacle);
            });
    return new SpectrumSettings(
        kind, sharpness, step == null ? 0 : step, dense, SpectrumSettings.FAST);
  }
}
