package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Algorithm 2 from forward passes that all classes share. For random unit directions {@code v_t}
 * the logits at {@code x + h v_t} and {@code x - h v_t} give, for every class i at once,
 *
 * <pre>
 *   D_i         = mean_t (F_i(x + h v_t) - 2 F_i(x) + F_i(x - h v_t)) / h^2   ~ tr H_i / d
 *   curvature_i = (d D_i - n_i^T H_i n_i) / ((d - 1) ||grad F_i||)
 * </pre>
 *
 * 2T forward passes for all L classes instead of L T Hessian-vector products. The gradients of the
 * leading classes are computed, which gives the normal term along {@code n_i} by two more forward
 * passes each; where all classes take part, the norms of the gradients come from the same passes as
 * {@code ||grad F_i||^2 ~ d mean_t ((F_i(x + h v_t) - F_i(x - h v_t)) / 2h)^2}, and the normal
 * term, one part in d, is left out.
 *
 * @param settings what the statistic is made of
 */
public record SharedForwardStatistic(DetectionSettings settings) implements DetectionStatistic {

  /** Directions evaluated in one call. */
  private static final int BLOCK = 8;

  @Override
  public CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator) {
    var before = evaluator.count();
    double[] centre = evaluator.logits(x);
    Competitors competitors = Competitors.of(centre, settings.leading());
    LogitCombination[] functions = competitors.functions();
    double[] norms = new double[functions.length];
    double[] normalTerms = new double[functions.length];
    boolean gradientsKnown = settings.leading() > 0;
    if (gradientsKnown) {
      double[][] gradients = evaluator.linearize(x, functions).gradients();
      for (int i = 0; i < norms.length; i++) {
        norms[i] = Vectors.norm(gradients[i]);
      }
      if (settings.projected()) {
        normalTerms = alongNormals(x, centre, functions, gradients, evaluator);
      }
    }
    Sums sums = new Sums(functions.length);
    CurvatureStatistic statistic;
    do {
      int count = Math.min(BLOCK, settings.directions() - sums.directions);
      sample(x, centre, functions, count, random, evaluator, sums);
      statistic =
          statistic(
              x.length,
              centre,
              competitors,
              gradientsKnown ? norms : sums.gradientNorms(x.length),
              normalTerms,
              sums,
              evaluator.count().minus(before));
    } while (sums.directions < settings.directions() && !certain(statistic));
    return statistic;
  }

  private boolean certain(CurvatureStatistic statistic) {
    return statistic.directions() >= 2 * BLOCK
        && Math.abs(statistic.value() - settings.threshold())
            > settings.stopping() * statistic.standardError();
  }

  /** {@code n_i^T H_i n_i} by second differences along each normal. */
  private double[] alongNormals(
      double[] x,
      double[] centre,
      LogitCombination[] functions,
      double[][] gradients,
      Evaluator evaluator) {
    double h = settings.step();
    double[][] points = new double[2 * functions.length][];
    for (int i = 0; i < functions.length; i++) {
      double[] normal = Vectors.normalize(gradients[i]);
      points[2 * i] = Vectors.addScaled(x, h, normal);
      points[2 * i + 1] = Vectors.addScaled(x, -h, normal);
    }
    double[][] logits = evaluator.logits(points);
    double[] terms = new double[functions.length];
    for (int i = 0; i < terms.length; i++) {
      terms[i] =
          (functions[i].value(logits[2 * i])
                  + functions[i].value(logits[2 * i + 1])
                  - 2 * functions[i].value(centre))
              / (h * h);
    }
    return terms;
  }

  private void sample(
      double[] x,
      double[] centre,
      LogitCombination[] functions,
      int count,
      SplittableRandom random,
      Evaluator evaluator,
      Sums sums) {
    double h = settings.step();
    double[][] points = new double[2 * count][];
    for (int t = 0; t < count; t++) {
      double[] v = UniformSampling.onSphere(random, x.length, h);
      points[2 * t] = Vectors.add(x, v);
      points[2 * t + 1] = Vectors.subtract(x, v);
    }
    double[][] logits = evaluator.logits(points);
    for (int t = 0; t < count; t++) {
      double[] second = new double[functions.length];
      double[] first = new double[functions.length];
      for (int i = 0; i < functions.length; i++) {
        double plus = functions[i].value(logits[2 * t]);
        double minus = functions[i].value(logits[2 * t + 1]);
        second[i] = (plus + minus - 2 * functions[i].value(centre)) / (h * h);
        first[i] = (plus - minus) / (2 * h);
      }
      sums.add(second, first);
    }
  }

  private CurvatureStatistic statistic(
      int d,
      double[] centre,
      Competitors competitors,
      double[] norms,
      double[] normalTerms,
      Sums sums,
      EvaluationCount evaluations) {
    int classes = norms.length;
    double[] curvatures = new double[classes];
    double[] scales = new double[classes];
    for (int i = 0; i < classes; i++) {
      // A class whose gradient vanishes has no boundary here and says nothing.
      scales[i] = settings.normalized() ? (norms[i] > 0 ? 1 / norms[i] : 0) : 1;
      curvatures[i] = (d * sums.meanSecond(i) - normalTerms[i]) / (d - 1) * scales[i];
    }
    double[] weights =
        Competitors.weights(settings.aggregate(), curvatures, competitors.distances(centre, norms));
    for (int i = 0; i < classes; i++) {
      scales[i] *= weights[i];
    }
    return new CurvatureStatistic(
        Vectors.dot(weights, curvatures),
        sums.standardError(scales),
        competitors.label(),
        competitors.classes()[Vectors.argmax(curvatures)],
        competitors.classes(),
        curvatures,
        weights,
        sums.directions,
        evaluations);
  }

  /** Second and first differences of all classes, direction by direction. */
  private static final class Sums {
    private final List<double[]> seconds = new ArrayList<>();
    private final double[] second;
    private final double[] firstSquared;
    private int directions;

    Sums(int classes) {
      second = new double[classes];
      firstSquared = new double[classes];
    }

    void add(double[] newSecond, double[] newFirst) {
      for (int i = 0; i < second.length; i++) {
        second[i] += newSecond[i];
        firstSquared[i] += newFirst[i] * newFirst[i];
      }
      seconds.add(newSecond);
      directions++;
    }

    double meanSecond(int i) {
      return second[i] / directions;
    }

    double[] gradientNorms(int d) {
      double[] norms = new double[second.length];
      for (int i = 0; i < norms.length; i++) {
        norms[i] = Math.sqrt(d * firstSquared[i] / directions);
      }
      return norms;
    }

    /** Standard error of a weighted sum of the classes, from its value in each direction. */
    double standardError(double[] weights) {
      double sum = 0;
      double squares = 0;
      for (double[] row : seconds) {
        double value = Vectors.dot(row, weights);
        sum += value;
        squares += value * value;
      }
      if (directions < 2) {
        return Double.POSITIVE_INFINITY;
      }
      double mean = sum / directions;
      double variance = Math.max(0, (squares - directions * mean * mean) / (directions - 1));
      return Math.sqrt(variance / directions);
    }
  }
}
