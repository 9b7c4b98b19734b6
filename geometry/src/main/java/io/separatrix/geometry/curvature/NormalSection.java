package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;

/**
 * The boundary cut by the plane of its normal n and a tangent direction v at a boundary point z
 * (Figs 4a and 7 of the paper): the curve {@code s(t)} with {@code F(z + t v + s(t) n) = 0} next to
 * {@code s = 0}. For normal curvature kappa along v it starts as {@code s = -kappa t^2 / 2}, the
 * osculating circle.
 *
 * @param t positions along v, in input units
 * @param s heights along n, in input units; NaN where no sign change was found within reach
 * @param curvature normal curvature along v, in 1 / input unit
 */
public record NormalSection(double[] t, double[] s, double curvature) {

  /** Halvings of the bracket around the boundary. */
  private static final int BISECTIONS = 30;

  /** Heights tried at each t to find a bracket. */
  private static final int HEIGHTS = 33;

  /**
   * @param z a boundary point; not modified
   * @param f F
   * @param normal n, unit; not modified
   * @param direction v, unit and tangent; not modified
   * @param halfWidth largest |t|, in input units
   * @param reach largest |s|
   * @param samples values of t, odd so that t = 0 is one of them
   * @param curvature normal curvature along v, for the osculating circle
   */
  public static NormalSection trace(
      double[] z,
      LogitCombination f,
      double[] normal,
      double[] direction,
      double halfWidth,
      double reach,
      int samples,
      double curvature,
      Evaluator evaluator) {
    double[] t = new double[samples];
    double[][] feet = new double[samples][];
    double[][] grid = new double[samples * HEIGHTS][];
    for (int i = 0; i < samples; i++) {
      t[i] = halfWidth * (2.0 * i / (samples - 1) - 1);
      feet[i] = Vectors.addScaled(z, t[i], direction);
      for (int j = 0; j < HEIGHTS; j++) {
        grid[i * HEIGHTS + j] = Vectors.addScaled(feet[i], height(j, reach), normal);
      }
    }
    double[][] logits = evaluator.logits(grid);
    double[] low = new double[samples];
    double[] high = new double[samples];
    double[] lowValue = new double[samples];
    for (int i = 0; i < samples; i++) {
      int bracket = nearestSignChange(f, logits, i * HEIGHTS);
      low[i] = bracket < 0 ? Double.NaN : height(bracket, reach);
      high[i] = bracket < 0 ? Double.NaN : height(bracket + 1, reach);
      lowValue[i] = bracket < 0 ? Double.NaN : f.value(logits[i * HEIGHTS + bracket]);
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double[][] middles = new double[samples][];
      for (int i = 0; i < samples; i++) {
        double middle = Double.isNaN(low[i]) ? 0 : (low[i] + high[i]) / 2;
        middles[i] = Vectors.addScaled(feet[i], middle, normal);
      }
      double[][] values = evaluator.logits(middles);
      for (int i = 0; i < samples; i++) {
        double middle = (low[i] + high[i]) / 2;
        if (f.value(values[i]) * lowValue[i] > 0) {
          low[i] = middle;
        } else {
          high[i] = middle;
        }
      }
    }
    double[] s = new double[samples];
    for (int i = 0; i < samples; i++) {
      s[i] = (low[i] + high[i]) / 2;
    }
    return new NormalSection(t, s, curvature);
  }

  private static double height(int j, double reach) {
    return reach * (2.0 * j / (HEIGHTS - 1) - 1);
  }

  /** Index of the interval nearest to s = 0 across which F changes sign, -1 if none does. */
  private static int nearestSignChange(LogitCombination f, double[][] logits, int from) {
    int best = -1;
    double centre = (HEIGHTS - 2) / 2.0;
    for (int j = 0; j + 1 < HEIGHTS; j++) {
      boolean changes = f.value(logits[from + j]) * f.value(logits[from + j + 1]) <= 0;
      if (changes && (best < 0 || Math.abs(j - centre) < Math.abs(best - centre))) {
        best = j;
      }
    }
    return best;
  }
}
