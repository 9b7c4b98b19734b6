package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import org.jspecify.annotations.Nullable;

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

  /**
   * Steps of false position inside the bracket, the value at an end that stays twice halved (the
   * Illinois rule: Dowell, Jarratt, "A modified regula falsi method", 1971).
   */
  private static final int STEPS = 14;

  /** Heights tried at each t to find a bracket. */
  private static final int HEIGHTS = 17;

  /**
   * The normal curvature along v over the width h of the section, {@code -(s(h) + s(-h)) / h^2}:
   * what the osculating circle would have if it went through both ends. h is the largest |t| at
   * which both sides were found; NaN if none is.
   */
  public double acrossWidth() {
    int n = t.length;
    for (int i = 0; i < n / 2; i++) {
      double ends = s[i] + s[n - 1 - i];
      if (Double.isFinite(ends)) {
        return -ends / (t[i] * t[i]);
      }
    }
    return Double.NaN;
  }

  /**
   * The section of the level set of F that goes through z, which is the boundary itself if z lies
   * on it.
   *
   * @param z a point; not modified
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
    double level = f.value(evaluator.logits(z));
    double[] t = new double[samples];
    double[][] feet = new double[samples][];
    for (int i = 0; i < samples; i++) {
      t[i] = halfWidth * (2.0 * i / (samples - 1) - 1);
      feet[i] = Vectors.addScaled(z, t[i], direction);
    }
    double[][] logits =
        evaluator.logits(
            samples * HEIGHTS,
            i -> Vectors.addScaled(feet[i / HEIGHTS], height(i % HEIGHTS, reach), normal));
    @Nullable Bracket[] brackets = new @Nullable Bracket[samples];
    for (int i = 0; i < samples; i++) {
      int at = nearestSignChange(f, level, logits, i * HEIGHTS);
      if (at >= 0) {
        brackets[i] =
            new Bracket(
                height(at, reach),
                height(at + 1, reach),
                f.value(logits[i * HEIGHTS + at]) - level,
                f.value(logits[i * HEIGHTS + at + 1]) - level,
                0);
      }
    }
    for (int step = 0; step < STEPS; step++) {
      double[][] values =
          evaluator.logits(
              samples,
              i -> {
                double height = brackets[i] == null ? 0 : brackets[i].crossing();
                return Vectors.addScaled(feet[i], height, normal);
              });
      for (int i = 0; i < samples; i++) {
        if (brackets[i] != null) {
          brackets[i] = brackets[i].narrowed(f.value(values[i]) - level);
        }
      }
    }
    double[] s = new double[samples];
    for (int i = 0; i < samples; i++) {
      s[i] = brackets[i] == null ? Double.NaN : brackets[i].crossing();
    }
    return new NormalSection(t, s, curvature);
  }

  /**
   * Heights on either side of the boundary, with F there or half of it.
   *
   * @param moved which end moved last: -1 for a, 1 for b, 0 for neither
   */
  private record Bracket(double a, double b, double fa, double fb, int moved) {

    /** Where the line through both values crosses zero. */
    double crossing() {
      return fa == fb ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    }

    /**
     * @param value F at {@link #crossing}
     */
    Bracket narrowed(double value) {
      double at = crossing();
      if (value == 0) {
        return new Bracket(at, at, 0, 0, 0);
      }
      return value * fa > 0
          ? new Bracket(at, b, value, moved < 0 ? fb / 2 : fb, -1)
          : new Bracket(a, at, moved > 0 ? fa / 2 : fa, value, 1);
    }
  }

  private static double height(int j, double reach) {
    return reach * (2.0 * j / (HEIGHTS - 1) - 1);
  }

  /** Index of the interval nearest to s = 0 across which F crosses the level, -1 if none does. */
  private static int nearestSignChange(
      LogitCombination f, double level, double[][] logits, int from) {
    int best = -1;
    double centre = (HEIGHTS - 2) / 2.0;
    for (int j = 0; j + 1 < HEIGHTS; j++) {
      boolean changes =
          (f.value(logits[from + j]) - level) * (f.value(logits[from + j + 1]) - level) <= 0;
      if (changes && (best < 0 || Math.abs(j - centre) < Math.abs(best - centre))) {
        best = j;
      }
    }
    return best;
  }
}
