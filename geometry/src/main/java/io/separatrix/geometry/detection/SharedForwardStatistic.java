package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
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

  @Override
  public CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
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
    SecondDifferences differences = new SecondDifferences(x, centre, functions, settings.step());
    CurvatureStatistic statistic;
    do {
      differences.draw(settings.directions(), random, evaluator);
      statistic =
          statistic(
              x.length,
              centre,
              competitors,
              gradientsKnown ? norms : differences.gradientNorms(),
              normalTerms,
              differences,
              meter.spent());
    } while (differences.directions() < settings.directions() && !settings.certain(statistic));
    return statistic;
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

  private CurvatureStatistic statistic(
      int d,
      double[] centre,
      Competitors competitors,
      double[] norms,
      double[] normalTerms,
      SecondDifferences differences,
      EvaluationCount evaluations) {
    double[] means = differences.means();
    double[] curvatures = new double[norms.length];
    double[] scales = new double[norms.length];
    for (int i = 0; i < norms.length; i++) {
      // A class whose gradient vanishes has no boundary here and says nothing.
      scales[i] = settings.normalized() ? (norms[i] > 0 ? 1 / norms[i] : 0) : 1;
      curvatures[i] = (d * means[i] - normalTerms[i]) / (d - 1) * scales[i];
    }
    double[] weights =
        Competitors.weights(settings.aggregate(), curvatures, competitors.distances(centre, norms));
    return new CurvatureStatistic(
        Vectors.dot(weights, curvatures),
        differences.standardError(Competitors.products(weights, scales)),
        competitors.label(),
        competitors.classes()[Vectors.argmax(curvatures)],
        competitors.classes(),
        curvatures,
        weights,
        scales,
        differences.directions(),
        evaluations);
  }
}
