package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Algorithm 2 class by class and direction by direction, through gradients: the reference for
 * {@link SharedForwardStatistic}. For each class i and random unit tangent direction v at x,
 *
 * <pre>
 *   (F_i(x + h v) - 2 F_i(x) + F_i(x - h v)) / h^2
 *     = E_t v . (grad F_i(x + t v) - grad F_i(x - t v)) / (2 t),   t = h sqrt(U), U uniform in (0, 1)
 * </pre>
 *
 * (twice the fundamental theorem of calculus), so that both average the second derivative along v
 * over the same scale with the same weights: gradients at a fixed step have other weights, and on a
 * piecewise linear network another sign at one image in thirty. One t is drawn for each of T
 * directions on the sphere orthogonal to {@code n_i} (so the mean needs no factor d/(d-1)); the sum
 * is divided by {@code ||grad F_i||}. Costs 2 L T forward and backward passes.
 *
 * @param settings what the statistic is made of; sampling never stops early
 */
public record GradientStatistic(DetectionSettings settings) implements DetectionStatistic {

  @Override
  public CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[] logits = evaluator.logits(x);
    Competitors competitors = Competitors.of(logits, settings.leading());
    LogitCombination[] functions = competitors.functions();
    double[][] gradients = evaluator.linearize(x, functions).gradients();
    double[] curvatures = new double[functions.length];
    double[] errors = new double[functions.length];
    double[] scales = new double[functions.length];
    double[] norms = Arrays.stream(gradients).mapToDouble(Vectors::norm).toArray();
    for (int i = 0; i < functions.length; i++) {
      double norm = norms[i];
      if (norm == 0) {
        continue;
      }
      double[] normal = Vectors.scale(1 / norm, gradients[i]);
      double[] terms = terms(x, functions[i], normal, random, evaluator);
      double mean = 0;
      double squares = 0;
      for (double term : terms) {
        mean += term / terms.length;
        squares += term * term;
      }
      scales[i] = settings.normalized() ? 1 / norm : 1;
      curvatures[i] = scales[i] * mean;
      double variance =
          Math.max(0, squares - terms.length * mean * mean) / (terms.length - 1) / terms.length;
      errors[i] = scales[i] * Math.sqrt(variance);
    }
    return competitors.statistic(
        curvatures,
        errors,
        scales,
        competitors.distances(logits, norms),
        settings.aggregate(),
        settings.directions(),
        meter.spent());
  }

  private double[] terms(
      double[] x,
      LogitCombination function,
      double[] normal,
      SplittableRandom random,
      Evaluator evaluator) {
    double[] terms = new double[settings.directions()];
    for (int from = 0; from < terms.length; from += SecondDifferences.BLOCK) {
      int count = Math.min(SecondDifferences.BLOCK, terms.length - from);
      double[][] directions = new double[count][];
      double[] steps = new double[count];
      double[][] points = new double[2 * count][];
      LogitCombination[][] rows = new LogitCombination[2 * count][];
      for (int t = 0; t < count; t++) {
        double[] v = UniformSampling.onSphere(random, x.length, 1);
        if (settings.projected()) {
          v = Vectors.addScaled(v, -Vectors.dot(normal, v), normal);
        }
        directions[t] = Vectors.normalize(v);
        steps[t] = settings.step() * Math.sqrt(1 - random.nextDouble());
        points[2 * t] = Vectors.addScaled(x, steps[t], directions[t]);
        points[2 * t + 1] = Vectors.addScaled(x, -steps[t], directions[t]);
        rows[2 * t] = new LogitCombination[] {function};
        rows[2 * t + 1] = rows[2 * t];
      }
      Linearization[] ends = evaluator.linearize(points, rows);
      for (int t = 0; t < count; t++) {
        terms[from + t] =
            (Vectors.dot(directions[t], ends[2 * t].gradients()[0])
                    - Vectors.dot(directions[t], ends[2 * t + 1].gradients()[0]))
                / (2 * steps[t]);
      }
    }
    return terms;
  }
}
