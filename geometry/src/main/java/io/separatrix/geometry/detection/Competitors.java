package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Ranking;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The predicted label at a point and the other classes that take part, largest logit first.
 *
 * @param label k
 * @param classes i != k
 */
record Competitors(int label, int[] classes) {

  /**
   * @param leading how many at most; 0 for all
   * @throws IllegalArgumentException if there is one class only
   */
  static Competitors of(double[] logits, int leading) {
    if (logits.length < 2) {
      throw new IllegalArgumentException("expected at least 2 classes, found " + logits.length);
    }
    int label = Vectors.argmax(logits);
    return new Competitors(label, Ranking.competitors(logits, label, leading));
  }

  /** {@code F_i = f_i - f_k} for each class. */
  LogitCombination[] functions() {
    return IntStream.of(classes)
        .mapToObj(i -> Orientation.AGAINST_X.between(label, i))
        .toArray(LogitCombination[]::new);
  }

  /**
   * The statistic from the curvatures of the classes, each with a standard error of its own.
   * Independent errors are assumed for an average.
   *
   * @param scales see {@link CurvatureStatistic#scales}
   * @param distances to the boundaries of the classes, see {@link #distances}
   */
  CurvatureStatistic statistic(
      double[] curvatures,
      double[] errors,
      double[] scales,
      double[] distances,
      DetectionSettings.Aggregate how,
      int directions,
      EvaluationCount evaluations) {
    double[] weights = weights(how, curvatures, distances);
    return new CurvatureStatistic(
        Vectors.dot(weights, curvatures),
        Vectors.norm(products(weights, errors)),
        label,
        classes[Vectors.argmax(curvatures)],
        classes,
        curvatures,
        weights,
        scales,
        directions,
        evaluations);
  }

  /**
   * {@code |F_i(x)| / ||grad F_i(x)||} for each class, in input units; infinite where the gradient
   * vanishes, since there is no boundary then.
   */
  double[] distances(double[] logits, double[] gradientNorms) {
    double[] distances = deficits(logits);
    for (int i = 0; i < distances.length; i++) {
      distances[i] =
          gradientNorms[i] > 0 ? distances[i] / gradientNorms[i] : Double.POSITIVE_INFINITY;
    }
    return distances;
  }

  /** {@code |F_i| = f_k - f_i} for each class. */
  double[] deficits(double[] logits) {
    return IntStream.of(classes).mapToDouble(i -> logits[label] - logits[i]).toArray();
  }

  /** Entry by entry, new. */
  static double[] products(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  /** What each class counts for, of sum 1. */
  static double[] weights(
      DetectionSettings.Aggregate how, double[] curvatures, double[] distances) {
    double[] weights = new double[curvatures.length];
    switch (how) {
      case MEAN -> Arrays.fill(weights, 1.0 / weights.length);
      case LARGEST -> weights[Vectors.argmax(curvatures)] = 1;
      case NEAREST -> {
        double nearest = Arrays.stream(distances).min().orElse(0);
        for (int i = 0; i < weights.length; i++) {
          // Relative to the nearest, so that a point on its boundary has no 0 / 0.
          weights[i] = distances[i] == nearest ? 1 : nearest / distances[i];
        }
        weights = Vectors.scale(1 / Arrays.stream(weights).sum(), weights);
      }
    }
    return weights;
  }
}
