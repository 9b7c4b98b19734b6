package io.separatrix.geometry.curvature;

import static java.util.Objects.requireNonNull;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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

  private static final int MIDDLE = HEIGHTS / 2;

  /** A crossing that moves by less, in units of the reach, has been found. */
  private static final double SETTLED = 1e-8;

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
    Heights heights =
        (count, foot, height) -> {
          double[][] logits =
              evaluator.logits(
                  count,
                  n ->
                      Vectors.addScaled(feet[foot.applyAsInt(n)], height.applyAsDouble(n), normal));
          return Arrays.stream(logits).mapToDouble(row -> f.value(row) - level).toArray();
        };
    @Nullable Bracket[] brackets = brackets(samples, reach, heights);
    narrow(brackets, SETTLED * reach, heights);
    double[] s = new double[samples];
    for (int i = 0; i < samples; i++) {
      s[i] = brackets[i] == null ? Double.NaN : brackets[i].crossing();
    }
    return new NormalSection(t, s, curvature);
  }

  /** F at heights over feet, less its level. */
  private interface Heights {
    double[] values(int count, IntUnaryOperator foot, IntToDoubleFunction height);
  }

  /**
   * The sign change nearest to s = 0 above each foot, null where there is none. Heights are tried
   * from the middle outwards, since the boundary mostly stays near.
   */
  private static @Nullable Bracket[] brackets(int samples, double reach, Heights heights) {
    @Nullable Bracket[] brackets = new @Nullable Bracket[samples];
    double[][] values = new double[samples][HEIGHTS];
    int tried = -1;
    for (int radius = 1; radius <= MIDDLE; radius *= 2) {
      List<int[]> asked = new ArrayList<>();
      for (int i = 0; i < samples; i++) {
        for (int j = MIDDLE - radius; brackets[i] == null && j <= MIDDLE + radius; j++) {
          if (Math.abs(j - MIDDLE) > tried) {
            asked.add(new int[] {i, j});
          }
        }
      }
      double[] found =
          heights.values(asked.size(), n -> asked.get(n)[0], n -> height(asked.get(n)[1], reach));
      for (int n = 0; n < found.length; n++) {
        values[asked.get(n)[0]][asked.get(n)[1]] = found[n];
      }
      for (int i = 0; i < samples; i++) {
        if (brackets[i] == null) {
          brackets[i] = nearestSignChange(values[i], radius, reach);
        }
      }
      tried = radius;
    }
    return brackets;
  }

  /** Moves the ends of the brackets together until none moves by more than a tolerance. */
  private static void narrow(@Nullable Bracket[] brackets, double tolerance, Heights heights) {
    List<Integer> open =
        IntStream.range(0, brackets.length).filter(i -> brackets[i] != null).boxed().toList();
    for (int step = 0; step < STEPS && !open.isEmpty(); step++) {
      List<Integer> asked = open;
      double[] values =
          heights.values(
              asked.size(), asked::get, n -> requireNonNull(brackets[asked.get(n)]).crossing());
      List<Integer> moving = new ArrayList<>();
      for (int n = 0; n < values.length; n++) {
        Bracket before = requireNonNull(brackets[asked.get(n)]);
        Bracket after = before.narrowed(values[n]);
        brackets[asked.get(n)] = after;
        if (Math.abs(after.crossing() - before.crossing()) > tolerance) {
          moving.add(asked.get(n));
        }
      }
      open = moving;
    }
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
    return reach * ((double) j / MIDDLE - 1);
  }

  /** The interval nearest to s = 0 across which F changes its sign, null if it does in none. */
  private static @Nullable Bracket nearestSignChange(double[] values, int radius, double reach) {
    int best = -1;
    double centre = MIDDLE - 0.5;
    for (int j = MIDDLE - radius; j < MIDDLE + radius; j++) {
      boolean nearer = best < 0 || Math.abs(j - centre) < Math.abs(best - centre);
      if (values[j] * values[j + 1] <= 0 && nearer) {
        best = j;
      }
    }
    return best < 0
        ? null
        : new Bracket(
            height(best, reach), height(best + 1, reach), values[best], values[best + 1], 0);
  }
}
