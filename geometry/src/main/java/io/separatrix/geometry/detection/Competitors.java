package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
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
   */
  static Competitors of(double[] logits, int leading) {
    int label = Vectors.argmax(logits);
    int[] classes =
        IntStream.range(0, logits.length)
            .filter(i -> i != label)
            .boxed()
            .sorted((a, b) -> Double.compare(logits[b], logits[a]))
            .limit(leading == 0 ? logits.length : leading)
            .mapToInt(Integer::intValue)
            .toArray();
    return new Competitors(label, classes);
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
   */
  CurvatureStatistic statistic(
      double[] curvatures,
      double[] errors,
      DetectionSettings.Aggregate how,
      int directions,
      EvaluationCount evaluations) {
    int largest = Vectors.argmax(curvatures);
    return new CurvatureStatistic(
        aggregate(curvatures, how),
        how == DetectionSettings.Aggregate.LARGEST
            ? errors[largest]
            : Vectors.norm(errors) / errors.length,
        label,
        classes[largest],
        classes,
        curvatures,
        directions,
        evaluations);
  }

  /** One number from the curvatures of the classes. */
  static double aggregate(double[] curvatures, DetectionSettings.Aggregate how) {
    return how == DetectionSettings.Aggregate.LARGEST
        ? curvatures[Vectors.argmax(curvatures)]
        : Arrays.stream(curvatures).average().orElse(0);
  }
}
