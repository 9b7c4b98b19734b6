package io.separatrix.studies.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.DenseSpectrum;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.MeanSampling;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How principal curvatures are found.
 *
 * @param kind the operator
 * @param sharpness of the surrogate, 1 / unit of the activation; null to choose it by what it keeps
 * @param step h of the operator, input units; 0 to take the median distance to the boundary
 * @param dense whether the whole matrix is built; otherwise Lanczos
 * @param lanczos settings of the fast mode
 */
public record SpectrumSettings(
    OperatorKind kind,
    @Nullable Double sharpness,
    double step,
    boolean dense,
    LanczosSpectrum lanczos) {

  /** Products asked for in one call of the dense mode. */
  private static final int DENSE_ROWS = 128;

  private static final int DENSE_LANES = 2;
  private static final int GAUSSIAN_LANES = 8;
  private static final int LANCZOS_LANES = 64;

  /** Ten directions at each end, 100 products. */
  public static final LanczosSpectrum FAST = new LanczosSpectrum(10, 60, 2, 20);

  /** Until the sign of a mean is certain; 256 more products at most. */
  private static final MeanSampling MEAN = new MeanSampling(16, 256, MeanCurvatureEstimate.CERTAIN);

  /**
   * Points under way at one time: enough to fill the engine's batches with one product each, and
   * few where each point holds a matrix or a thousand draws.
   */
  int lanes() {
    return dense ? DENSE_LANES : kind == OperatorKind.GAUSSIAN ? GAUSSIAN_LANES : LANCZOS_LANES;
  }

  /** Evaluations at one point, roughly. */
  double evaluations(int dimension) {
    double each = kind == OperatorKind.GAUSSIAN ? 64 : 2;
    return each * (dense ? dimension : lanczos.products() + 75);
  }

  /** Vectors of the input's dimension that a point under way holds. */
  int vectors(int dimension) {
    return dense ? 2 * dimension : lanczos.products() + 2 * lanczos.extremes();
  }

  /** The fast mode. */
  public static SpectrumSettings fast(OperatorKind kind) {
    return new SpectrumSettings(kind, null, 0, false, FAST);
  }

  /** The same on a surrogate of another sharpness. */
  public SpectrumSettings withSharpness(double newSharpness) {
    return new SpectrumSettings(kind, newSharpness, step, dense, lanczos);
  }

  /** The same with another step. */
  public SpectrumSettings withStep(double newStep) {
    return new SpectrumSettings(kind, sharpness, newStep, dense, lanczos);
  }

  /** The same from the whole matrix. */
  SpectrumSettings asDense() {
    return new SpectrumSettings(kind, sharpness, step, true, lanczos);
  }

  /** The spectrum at z. */
  public PrincipalCurvatures at(
      double[] z, LogitCombination f, SplittableRandom random, Evaluator evaluator) {
    CurvatureOperator operator = kind.at(z, f, step, random, evaluator);
    return dense
        ? new DenseSpectrum(operator, DENSE_ROWS).eigen(false)
        : lanczos.compute(operator, MEAN, random);
  }
}
