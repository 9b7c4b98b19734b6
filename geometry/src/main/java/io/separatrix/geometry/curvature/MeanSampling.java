package io.separatrix.geometry.curvature;

import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Mean principal curvature {@code tr(A)/(d-1)} of an operator A on the tangent space, with its
 * standard error. On an orthonormal set Q that is known already the trace is taken exactly, on its
 * complement by random directions (Hutchinson's estimator with deflation: Meyer, Musco, Musco,
 * Woodruff, "Hutch++: optimal stochastic trace estimation", 2021):
 *
 * <pre>
 * {@code tr A = sum_i q_i^T A q_i + (d - 1 - |Q|) E[v^T A v],  v uniform on the unit sphere of Q's complement.}
 * </pre>
 *
 * <p>More directions are drawn, twice as many at a time, until the sign is certain or the budget is
 * spent; a sign that stays uncertain then is a result. A complement of at most {@code first}
 * dimensions is taken whole, which leaves no error.
 *
 * @param first directions before the standard error is trusted, at least 2
 * @param most directions at most, at least {@code first}
 * @param standardErrors the sign counts as certain when the mean is this many standard errors from
 *     zero
 */
public record MeanSampling(int first, int most, double standardErrors) {

  public MeanSampling {
    if (first < 2 || most < first || !(standardErrors > 0)) {
      throw new IllegalArgumentException(
          "expected at least two directions first, no fewer at most and positive standard errors,"
              + " found "
              + first
              + ", "
              + most
              + " and "
              + standardErrors);
    }
  }

  /**
   * The estimate at one point.
   *
   * @param known orthonormal tangent vectors Q; not modified
   * @param knownTrace {@code sum_i q_i^T A q_i}
   */
  MeanCurvature.Estimate estimate(
      CurvatureOperator operator, double[][] known, double knownTrace, SplittableRandom random) {
    int all = operator.dimension() - 1;
    int rest = all - known.length;
    if (rest <= first) {
      double[] forms = forms(operator, frame(operator, known, rest, random));
      return estimate(knownTrace, all, rest, forms, true);
    }
    List<Double> forms = new ArrayList<>();
    while (true) {
      int more = Math.min(forms.isEmpty() ? first : forms.size(), most - forms.size());
      int atOnce = Math.max(1, Vectors.atOnce(operator.dimension()) / 3);
      for (int from = 0; from < more; from += atOnce) {
        double[][] directions = new double[Math.min(atOnce, more - from)][];
        for (int i = 0; i < directions.length; i++) {
          directions[i] = outside(operator, known, List.of(), random);
        }
        for (double form : forms(operator, directions)) {
          forms.add(form);
        }
      }
      MeanCurvature.Estimate estimate =
          estimate(
              knownTrace, all, rest, forms.stream().mapToDouble(form -> form).toArray(), false);
      // No error at all: every direction says the same, as on a sphere or a plane.
      if (estimate.signCertain(standardErrors)
          || estimate.standardError() == 0
          || forms.size() >= most) {
        return estimate;
      }
    }
  }

  /**
   * @param whole whether the forms are those of a basis of the complement
   */
  private static MeanCurvature.Estimate estimate(
      double knownTrace, int all, int rest, double[] forms, boolean whole) {
    int n = forms.length;
    double sum = 0;
    for (double form : forms) {
      sum += form;
    }
    double mean = n == 0 ? 0 : sum / n;
    double squares = 0;
    for (double form : forms) {
      squares += (form - mean) * (form - mean);
    }
    double share = (double) rest / all;
    double error = whole ? 0 : share * Math.sqrt(squares / (n - 1) / n);
    return new MeanCurvature.Estimate(knownTrace / all + share * mean, error, n, 0);
  }

  private static double[] forms(CurvatureOperator operator, double[][] directions) {
    if (directions.length == 0) {
      return new double[0];
    }
    double[][] products = operator.apply(directions);
    double[] forms = new double[directions.length];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = Vectors.dot(directions[i], products[i]);
    }
    return forms;
  }

  /** Orthonormal vectors of the complement. */
  private static double[][] frame(
      CurvatureOperator operator, double[][] known, int count, SplittableRandom random) {
    List<double[]> frame = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frame.add(outside(operator, known, frame, random));
    }
    return frame.toArray(double[][]::new);
  }

  /** A random unit tangent vector orthogonal to two orthonormal sets. */
  private static double[] outside(
      CurvatureOperator operator,
      double[][] known,
      List<double[]> others,
      SplittableRandom random) {
    double[] v = operator.project(UniformSampling.onSphere(random, operator.dimension(), 1));
    // Twice, since what is left may be small.
    for (int pass = 0; pass < 2; pass++) {
      for (double[] direction : known) {
        Vectors.subtractScaled(v, Vectors.dot(direction, v), direction);
      }
      for (double[] direction : others) {
        Vectors.subtractScaled(v, Vectors.dot(direction, v), direction);
      }
      v = Vectors.normalize(v);
    }
    return v;
  }
}
