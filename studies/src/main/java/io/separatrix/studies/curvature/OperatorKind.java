package io.separatrix.studies.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.GaussianSmoothing;
import io.separatrix.network.NetworkKind;
import java.util.Optional;
import java.util.SplittableRandom;

/** Which curvature operator is taken at a boundary point. */
public enum OperatorKind {
  /** The exact Hessian of the network itself; for smooth networks. */
  EXACT,
  /** The exact Hessian of the softplus and log-sum-exp surrogate of the network. */
  SURROGATE,
  /** Differences of gradients at scale h: the authors' recipe, symmetrised. */
  GRADIENT,
  /** The Hessian of the network smoothed by Gaussian noise of norm about h. */
  GAUSSIAN;

  /** Antithetic pairs of the Gaussian smoothing. */
  private static final int DRAWS = 512;

  /**
   * The operator to take unless told otherwise: of a network with kinks that of its surrogate,
   * which smooths the kinks and keeps what is curved beside them.
   */
  public static OperatorKind of(NetworkKind network) {
    return network.exactHessianTells() ? EXACT : SURROGATE;
  }

  /**
   * Why this operator is not for a network; empty if it is.
   *
   * @param seen whether the network's operators are known
   */
  public Optional<String> obstacle(NetworkKind network, boolean seen) {
    if (this == EXACT && network == NetworkKind.PIECEWISE_LINEAR) {
      return Optional.of(
          "this network is piecewise linear (ReLU, max pooling), so its exact Hessian is zero"
              + " almost everywhere and says nothing about the boundary; take surrogate, gradient"
              + " or gaussian");
    }
    return onSurrogate() && !seen
        ? Optional.of(
            "the network is a program whose operators are not seen, as TorchScript is, so no"
                + " surrogate can be made of it; take gradient or gaussian, or export the network"
                + " to ONNX")
        : Optional.empty();
  }

  /** Whether the evaluator must be that of the surrogate network. */
  public boolean onSurrogate() {
    return this == SURROGATE;
  }

  /** Whether the operator depends on a scale h. */
  public boolean hasStep() {
    return this == GRADIENT || this == GAUSSIAN;
  }

  /**
   * The operator at z.
   *
   * @param step h, input units; not used by the exact ones
   */
  CurvatureOperator at(
      double[] z, LogitCombination f, double step, SplittableRandom random, Evaluator evaluator) {
    return switch (this) {
      case EXACT, SURROGATE -> CurvatureOperator.exact(z, f, evaluator);
      case GRADIENT -> CurvatureOperator.gradientDifferences(z, f, step, evaluator);
      case GAUSSIAN ->
          new GaussianSmoothing(step / Math.sqrt(z.length), DRAWS).at(z, f, random, evaluator);
    };
  }
}
