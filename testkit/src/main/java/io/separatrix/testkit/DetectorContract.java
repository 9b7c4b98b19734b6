package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Detector} must do: the same answer for the same seed in any company, the
 * classifier's label, another class to restore, a score that is a number at any scale. Points are
 * images of 1 x 4 x 4.
 */
public interface DetectorContract {

  /** Input dimension of all classifiers here, an image of 1 x 4 x 4. */
  int DIMENSION = 16;

  /**
   * The detector, set up anew.
   *
   * @param classifier what it is to watch
   * @param clean points to be set up from, some thirty
   * @param scale typical distance between points and boundaries, in input units
   */
  Detector detector(Classifier classifier, double[][] clean, double scale);

  /** Points of about a unit's length, of different classes in each classifier here. */
  private static double[][] points(double scale, int count, long seed) {
    double[][] points = RandomMatrices.gaussian(new SplittableRandom(seed), count, DIMENSION);
    Arrays.setAll(
        points,
        i -> Vectors.scale(scale * (0.3 + 1.4 * i / count) / Vectors.norm(points[i]), points[i]));
    return points;
  }

  private static AnalyticClassifier fourClasses(double scale) {
    return AnalyticClassifiers.voronoi(points(scale, 4, 8));
  }

  private static AnalyticClassifier ellipsoid(double scale) {
    double[] axes = new double[DIMENSION];
    Arrays.setAll(axes, i -> scale * (0.7 + i % 4 * 0.1));
    return new Ellipsoid(axes).classifier();
  }

  private Detector detector(Classifier classifier, double scale) {
    return detector(classifier, points(scale, 30, 6), scale);
  }

  private static List<DetectorScore> ask(
      Detector detector, Classifier classifier, double[][] points, int width) {
    return new Lockstep(classifier, width)
        .map(
            IntStream.range(0, points.length).boxed().toList(),
            (i, evaluator) -> detector.score(points[i], Seeds.random(1, "detector", i), evaluator));
  }

  @Test
  default void score_ofOneSeed_isTheSameAloneAmongOthersAndAnew() {
    for (AnalyticClassifier classifier : List.of(fourClasses(1), ellipsoid(1))) {
      double[][] points = points(1, 6, 7);
      Detector detector = detector(classifier, 1);
      List<DetectorScore> together = ask(detector, classifier, points, 4);
      assertThat(points).isDeepEqualTo(points(1, 6, 7));
      assertThat(ask(detector, classifier, points, 1)).isEqualTo(together);
      assertThat(ask(detector(classifier, 1), classifier, points, 6)).isEqualTo(together);
    }
  }

  @Test
  default void score_anyPoint_namesTheLabelAndAnotherOneToRestore() {
    AnalyticClassifier classifier = fourClasses(1);
    double[][] points = points(1, 8, 7);
    List<DetectorScore> found = ask(detector(classifier, 1), classifier, points, 8);
    double[][] logits = classifier.logits(points);
    for (int i = 0; i < points.length; i++) {
      assertThat(found.get(i).label()).isEqualTo(Vectors.argmax(logits[i]));
      if (found.get(i).recovered().isPresent()) {
        assertThat(found.get(i).recovered().getAsInt())
            .isBetween(0, 3)
            .isNotEqualTo(found.get(i).label());
      }
    }
  }

  @Test
  default void score_anyPoint_countsItsEvaluations() {
    AnalyticClassifier classifier = fourClasses(1);
    Detector detector = detector(classifier, 1);
    List<EvaluationCount> counts = new ArrayList<>();
    DetectorScore found =
        classifier.run(
            points(1, 1, 7)[0],
            (x, evaluator) -> {
              evaluator.logits(x);
              EvaluationCount before = evaluator.count();
              DetectorScore answer = detector.score(x, Seeds.random(1, "detector", 0), evaluator);
              counts.add(evaluator.count().minus(before));
              return answer;
            });
    assertThat(counts).containsExactly(found.evaluations());
    assertThat(found.evaluations().forward()).isPositive();
  }

  @Test
  default void score_atAnyScale_isFinite() {
    for (double scale : new double[] {1e-8, 1, 1e8}) {
      for (AnalyticClassifier classifier : List.of(fourClasses(scale), ellipsoid(scale))) {
        assertThat(ask(detector(classifier, scale), classifier, points(scale, 6, 7), 6))
            .as("scale %s", scale)
            .allMatch(suspicion -> Double.isFinite(suspicion.score()));
      }
    }
  }

  @Test
  default void score_constantAddedToAllLogits_isTheSame() {
    AnalyticClassifier classifier = ellipsoid(1);
    double[][] identity = new double[DIMENSION][DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      identity[i][i] = 1;
    }
    AnalyticClassifier raised = classifier.transformed(1, identity, 2);
    double[][] points = points(1, 6, 7);
    List<DetectorScore> expected = ask(detector(classifier, 1), classifier, points, 6);
    List<DetectorScore> found = ask(detector(raised, 1), raised, points, 6);
    for (int i = 0; i < points.length; i++) {
      double size = 1 + Math.abs(expected.get(i).score());
      assertThat(found.get(i).score())
          .isEqualTo(expected.get(i).score(), within(scoreError() * size));
    }
  }

  /** By how much rounding may move a score, relative to one more than its size. */
  default double scoreError() {
    return 1e-6;
  }

  /** There is no boundary: a number, or an infinity where the detector's documentation says so. */
  @Test
  default void score_ofConstantLogits_isNotNaN() {
    AnalyticClassifier constant = AnalyticClassifiers.constant(DIMENSION, 1, 0, -1);
    Detector detector = detector(fourClasses(1), 1);
    assertThat(ask(forConstant(detector), constant, points(1, 2, 7), 2))
        .noneMatch(suspicion -> Double.isNaN(suspicion.score()));
  }

  /** The detector for a classifier of three constant logits. */
  default Detector forConstant(Detector usual) {
    return usual;
  }

  /** With one class there is nothing to restore: refused, or answered without a class. */
  @Test
  default void oneClass_isRefusedOrRestoresNothing() {
    AnalyticClassifier single = AnalyticClassifiers.constant(DIMENSION, 1);
    double[][] point = points(1, 1, 7);
    List<DetectorScore> found;
    try {
      found = ask(detector(single, 1), single, point, 1);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("expected");
      return;
    }
    assertThat(found.get(0).label()).isZero();
    assertThat(found.get(0).recovered()).isEmpty();
    assertThat(found.get(0).score()).isNotNaN();
  }
}
