package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;

/**
 * Normal curvatures along tangent directions by the logit form, {@code kappa(v) = (F(z + h v) - 2
 * F(z) + F(z - h v)) / (h^2 ||grad F(z)||)}. Needs no gradient away from z: two forward passes for
 * each direction.
 */
public final class NormalCurvatures {

  /** Relative rounding error of a float32 logit. */
  private static final double FLOAT32_ROUNDING = 6e-8;

  private NormalCurvatures() {}

  /**
   * @param z a boundary point; not modified
   * @param f the logit difference F
   * @param gradientNorm {@code ||grad F(z)||}
   * @param directions tangent unit vectors; not modified
   * @param step h, in input units
   * @return one curvature for each direction, in 1 / input unit
   */
  public static double[] along(
      double[] z,
      LogitCombination f,
      double gradientNorm,
      double[][] directions,
      double step,
      Evaluator evaluator) {
    double[][] logits =
        evaluator.logits(
            2 * directions.length + 1,
            i ->
                i == 0
                    ? z
                    : Vectors.addScaled(z, i % 2 == 1 ? step : -step, directions[(i - 1) / 2]));
    double centre = f.value(logits[0]);
    double[] curvatures = new double[directions.length];
    for (int i = 0; i < curvatures.length; i++) {
      double sum = f.value(logits[2 * i + 1]) + f.value(logits[2 * i + 2]);
      curvatures[i] = (sum - 2 * centre) / (step * step * gradientNorm);
    }
    return curvatures;
  }

  /**
   * Rounding noise to expect in one curvature of the logit form in float32, about {@code 4 * 6e-8 *
   * |f| / (h^2 ||grad F||)}.
   *
   * @param logitScale largest absolute logit at z
   */
  public static double float32Noise(double logitScale, double gradientNorm, double step) {
    return 4 * FLOAT32_ROUNDING * logitScale / (step * step * gradientNorm);
  }
}
