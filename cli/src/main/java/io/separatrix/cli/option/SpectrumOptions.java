package io.separatrix.cli.option;

import io.separatrix.experiment.Experiment;
import io.separatrix.network.NetworkKind;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.SpectrumSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How principal curvatures are found. */
public final class SpectrumOptions {

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

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
    NetworkKind network = experiment.profile().kind();
    OperatorKind kind = operator != null ? operator : OperatorKind.of(network);
    if (kind == OperatorKind.EXACT && network == NetworkKind.PIECEWISE_LINEAR) {
      throw new ParameterException(
          spec.commandLine(),
          "--operator exact: this network is piecewise linear (ReLU, max pooling), so its exact"
              + " Hessian is zero almost everywhere and says nothing about the boundary; take"
              + " surrogate, gradient or gaussian");
    }
    if (kind.onSurrogate() && experiment.graph() == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--operator surrogate: a TorchScript file is a program whose operators are not seen, so"
              + " no surrogate can be made of it; take --operator gradient or gaussian, or export"
              + " the network to ONNX");
    }
    return new SpectrumSettings(
        kind, sharpness, step == null ? 0 : step, dense, SpectrumSettings.FAST);
  }
}
