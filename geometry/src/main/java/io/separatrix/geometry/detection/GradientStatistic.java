package io.separatrix.geometry.detection;

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
 *   v^T H_i v ~ v . (grad F_i(x + g v) - grad F_i(x - g v)) / (2 g),   g = h / sqrt(2)
 * </pre>
 *
 * averaged over T directions on the sphere orthogonal to {@code n_i} (so the mean needs no factor
 * d/(d-1)) and divided by {@code ||grad F_i||}. Costs 2 L T forward and backward passes.
 *
 * <p>Second differences of the logits at step h average the second derivative along v with weights
 * that fall linearly to 0 at x +- h v, of variance {@code h^2 / 6}; gradients at x +- g v average
 * it with equal weights, of variance {@code g^2 / 3}. With this g both look at the same scale; on a
 * piecewise linear network the two forms differ in sign at more points without.
 *
 * @param settings what the statistic is made of; sampling never stops early
 */
public record GradientStatistic(DetectionSettings settings) implements DetectionStatistic {

  @Override
  public CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator) {
    var before = evaluator.count();
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
        evaluator.count().minus(before));
  }

  private double[] terms(
      double[] x,
      LogitCombination function,
      double[] normal,
      SplittableRandom random,
      Evaluator evaluator) {
    double h = settings.step() / Math.sqrt(2);
    int count = settings.directions();
    double[][] directions = new double[count][];
    double[][] points = new double[2 * count][];
    LogitCombination[][] rows = new LogitCombination[2 * count][];
    for (int t = 0; t < count; t++) {
      double[] v = UniformSampling.onSphere(random, x.length, 1);
      if (settings.projected()) {
        v = Vectors.addScaled(v, -Vectors.dot(normal, v), normal);
      }
      directions[t] = Vectors.normalize(v);
      points[2 * t] = Vectors.addScaled(x, h, directions[t]);
      points[2 * t + 1] = Vectors.addScaled(x, -h, directions[t]);
      rows[2 * t] = new LogitCombination[] {function};
      rows[2 * t + 1] = rows[2 * t];
    }
    Linearization[] ends = evaluator.linearize(points, rows);
    double[] terms = new double[count];
    for (int t = 0; t < count; t++) {
      terms[t] =
          (Vectors.dot(directions[t], ends[2 * t].gradients()[0])
                  - Vectors.dot(directions[t], ends[2 * t + 1].gradients()[0]))
              / (2 * h);
    }
    return terms;
  }
}
