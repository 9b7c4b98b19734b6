package io.separatrix.geometry.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import io.separatrix.testkit.ScalarField;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Algorithm 2 against closed forms, and its computations against each other. */
final class DetectionTest {

  private static final int D = 30;
  private static final double[][] A = diagonal();
  private static final double[] B = linear();

  private final SplittableRandom random = Seeds.random(3, "detection", 0);

  private static double[][] diagonal() {
    double[][] a = new double[D][D];
    for (int i = 0; i < D; i++) {
      a[i][i] = 0.1 + 0.03 * i;
    }
    return a;
  }

  private static double[] linear() {
    double[] b = new double[D];
    b[3] = 2;
    b[7] = -1;
    return b;
  }

  /** The label at 0 is 0, and {@code F_1 = f_1 - f_0} is the quadratic turned over. */
  private final AnalyticClassifier quadratic = AnalyticClassifiers.quadratic(A, B, 5);

  private static double expected() {
    double norm = Vectors.norm(B);
    double trace = 0;
    double alongNormal = 0;
    for (int i = 0; i < D; i++) {
      trace += A[i][i];
      alongNormal += A[i][i] * B[i] * B[i] / (norm * norm);
    }
    return -2 * (trace - alongNormal) / ((D - 1) * norm);
  }

  @Test
  void bothComputations_quadratic_meanCurvatureWithinStandardErrors() {
    DetectionSettings settings = DetectionSettings.of(0.5, 4000);
    for (DetectionStatistic way :
        List.of(new SharedForwardStatistic(settings), new GradientStatistic(settings))) {
      CurvatureStatistic found = quadratic.run(new double[D], (x, f) -> way.at(x, random, f));
      assertThat(found.label()).isZero();
      assertThat(found.recovered()).isEqualTo(1);
      assertThat(found.directions()).isEqualTo(4000);
      assertThat(found.standardError()).isBetween(1e-6, 0.01);
      assertThat(found.value()).isEqualTo(expected(), within(4 * found.standardError()));
    }
  }

  @Test
  void bothComputations_besideKink_agreeAtTheSameScale() {
    double[] across = new double[D];
    across[0] = 1;
    across[1] = 1;
    double[] along = new double[D];
    along[1] = 1;
    // The gradient jumps at x_0 = 0.1, most of the way to where the directions reach.
    AnalyticClassifier bent =
        AnalyticClassifiers.sign(
            D, ScalarField.max(ScalarField.affine(across, 0.9), ScalarField.affine(along, 1)));
    DetectionSettings settings = DetectionSettings.of(0.5, 4000);
    CurvatureStatistic fast =
        bent.run(new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    CurvatureStatistic slow =
        bent.run(new double[D], (x, f) -> new GradientStatistic(settings).at(x, random, f));
    double error = Math.hypot(fast.standardError(), slow.standardError());
    assertThat(Math.abs(fast.value())).isGreaterThan(10 * error);
    assertThat(slow.value()).isEqualTo(fast.value(), within(4 * error));
  }

  @Test
  void sharedForward_allClasses_gradientNormFromFirstDifferences() {
    DetectionSettings settings = DetectionSettings.of(0.5, 4000).withLeading(0);
    CurvatureStatistic found =
        quadratic.run(
            new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    // The normal term, about one part in d, is left out.
    assertThat(found.value()).isEqualTo(expected(), within(0.1 * Math.abs(expected())));
    assertThat(found.evaluations().backward()).isZero();
    assertThat(found.evaluations().forward()).isEqualTo(1 + 2 * 4000);
  }

  @Test
  void sharedForward_manyClasses_fewerEvaluationsSameSigns() {
    int classes = 12;
    List<ScalarField> logits = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      double[][] a = new double[D][D];
      for (int j = 0; j < D; j++) {
        a[j][j] = i == 0 ? 0 : (i % 2 == 0 ? 0.2 : -0.1);
      }
      logits.add(
          ScalarField.quadratic(a, RandomMatrices.gaussian(random, D), i == 0 ? 3 : -0.1 * i));
    }
    AnalyticClassifier classifier = new AnalyticClassifier(D, logits);
    DetectionSettings settings = DetectionSettings.of(0.4, 64).withLeading(classes - 1);
    CurvatureStatistic fast =
        classifier.run(
            new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    CurvatureStatistic slow =
        classifier.run(new double[D], (x, f) -> new GradientStatistic(settings).at(x, random, f));
    assertThat(fast.classes()).isEqualTo(slow.classes());
    for (int i = 0; i < fast.classes().length; i++) {
      assertThat(Math.signum(fast.curvatures()[i])).isEqualTo(Math.signum(slow.curvatures()[i]));
    }
    assertThat(fast.recovered() % 2).isZero();
    assertThat(slow.evaluations().total()).isGreaterThan(10 * fast.evaluations().total());
  }

  /**
   * {@code F_i = n_i - distance_i + c_i ||x||^2} around 0 with gradients of length 1: distances and
   * mean curvatures, 2 c_i each, are known.
   */
  private static AnalyticClassifier knownDistances(double[] distances, double[] c) {
    List<ScalarField> logits = new ArrayList<>();
    logits.add(ScalarField.affine(new double[D], 0));
    for (int i = 0; i < distances.length; i++) {
      double[][] a = new double[D][D];
      double[] b = new double[D];
      for (int j = 0; j < D; j++) {
        a[j][j] = c[i];
      }
      b[i] = 1;
      logits.add(ScalarField.quadratic(a, b, -distances[i]));
    }
    return new AnalyticClassifier(D, logits);
  }

  @Test
  void nearest_knownDistances_weightsInverselyProportional() {
    AnalyticClassifier classifier =
        knownDistances(new double[] {1, 2, 4}, new double[] {-0.2, 0.5, 0.1});
    DetectionSettings settings =
        DetectionSettings.of(0.5, 256).withAggregate(DetectionSettings.Aggregate.NEAREST);
    for (DetectionStatistic way :
        List.of(new SharedForwardStatistic(settings), new GradientStatistic(settings))) {
      CurvatureStatistic found = classifier.run(new double[D], (x, f) -> way.at(x, random, f));
      assertThat(found.classes()).containsExactly(1, 2, 3);
      assertThat(found.weights()[0]).isEqualTo(4 / 7.0, within(1e-9));
      assertThat(found.weights()[1]).isEqualTo(2 / 7.0, within(1e-9));
      assertThat(found.weights()[2]).isEqualTo(1 / 7.0, within(1e-9));
      // Every second difference of a multiple of ||x||^2 is the same: no sampling error.
      assertThat(found.value()).isEqualTo((4 * -0.4 + 2 * 1.0 + 0.2) / 7, within(1e-9));
      assertThat(found.recovered()).isEqualTo(2);
    }
  }

  @Test
  void nearest_onABoundary_thatClassAlone() {
    AnalyticClassifier classifier = knownDistances(new double[] {0, 2}, new double[] {-0.2, 0.5});
    DetectionSettings settings =
        DetectionSettings.of(0.5, 64).withAggregate(DetectionSettings.Aggregate.NEAREST);
    CurvatureStatistic found =
        classifier.run(
            new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    assertThat(found.value()).isEqualTo(-0.4, within(1e-9));
    assertThat(found.weights()).containsExactly(1, 0);
  }

  @Test
  void aggregates_sameClasses_weightsOfSumOne() {
    AnalyticClassifier classifier =
        knownDistances(new double[] {1, 2, 4}, new double[] {-0.2, 0.5, 0.1});
    for (DetectionSettings.Aggregate how : DetectionSettings.Aggregate.values()) {
      DetectionSettings settings = DetectionSettings.of(0.5, 64).withAggregate(how);
      CurvatureStatistic found =
          classifier.run(
              new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
      assertThat(IntStream.range(0, 3).mapToDouble(i -> found.weights()[i]).sum())
          .isEqualTo(1, within(1e-12));
      assertThat(found.value())
          .isEqualTo(Vectors.dot(found.weights(), found.curvatures()), within(1e-12));
    }
  }

  @Test
  void studentized_quadratic_traceOverFrobeniusNorm() {
    DetectionSettings settings = DetectionSettings.of(0.5, 4000);
    CurvatureStatistic found =
        quadratic.run(new double[D], (x, f) -> new StudentizedStatistic(settings).at(x, random, f));
    // v^T H v of v uniform on the sphere: mean tr H / d, variance by its fourth moments.
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < D; i++) {
      trace += A[i][i];
      squares += A[i][i] * A[i][i];
    }
    double variance = 2 * (squares - trace * trace / D) / (D * (D + 2.0));
    double expected = -trace / D / Math.sqrt(variance);
    assertThat(found.value()).isEqualTo(expected, within(0.05 * Math.abs(expected)));
    assertThat(found.evaluations().backward()).isZero();
    assertThat(found.evaluations().forward()).isEqualTo(1 + 2 * 4000);
    assertThat(found.standardError()).isEqualTo(1 / Math.sqrt(4000), within(1e-9));
  }

  @Test
  void studentized_anyScaleOfTheLogits_sameValue() {
    DetectionSettings settings = DetectionSettings.of(0.5, 64);
    double[][] identity = new double[D][D];
    for (int i = 0; i < D; i++) {
      identity[i][i] = 1;
    }
    CurvatureStatistic found =
        quadratic.run(
            new double[D],
            (x, f) -> new StudentizedStatistic(settings).at(x, Seeds.random(1, "scale", 0), f));
    CurvatureStatistic scaled =
        quadratic
            .transformed(7, identity, 3)
            .run(
                new double[D],
                (x, f) -> new StudentizedStatistic(settings).at(x, Seeds.random(1, "scale", 0), f));
    assertThat(scaled.value()).isEqualTo(found.value(), within(1e-9));
  }

  @Test
  void studentized_recovered_overtakesFirstAsTheClassifierIsSmoothed() {
    // Class 2 is more curved, but class 1 makes up for its deficit at a radius of sqrt(2 / 0.8).
    AnalyticClassifier classifier =
        knownDistances(new double[] {1, 20, 5}, new double[] {0.4, 0.9, -1});
    DetectionSettings settings = DetectionSettings.of(0.5, 64);
    CurvatureStatistic found =
        classifier.run(
            new double[D], (x, f) -> new StudentizedStatistic(settings).at(x, random, f));
    CurvatureStatistic printed =
        classifier.run(
            new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    assertThat(found.recovered()).isEqualTo(1);
    assertThat(printed.recovered()).isEqualTo(2);
  }

  @Test
  void studentized_affine_zeroWithoutNaN() {
    AnalyticClassifier affine =
        AnalyticClassifiers.affine(new double[][] {{0, 0}, {0, 0}}, new double[] {1, 0});
    CurvatureStatistic found =
        affine.run(
            new double[2],
            (x, f) -> new StudentizedStatistic(DetectionSettings.of(0.5, 16)).at(x, random, f));
    assertThat(found.value()).isZero();
    assertThat(found.standardError()).isZero();
  }

  @Test
  void sharedForward_stopping_usesFewerDirections() {
    DetectionSettings settings = DetectionSettings.of(0.5, 4000).withStopping(3, 0);
    CurvatureStatistic found =
        quadratic.run(
            new double[D], (x, f) -> new SharedForwardStatistic(settings).at(x, random, f));
    assertThat(found.directions()).isBetween(16, 200);
    assertThat(found.value()).isNegative();
  }

  @Test
  void atBoundary_ball_curvatureOfItsSphere() {
    double radius = 2;
    double[] x = new double[8];
    x[0] = 1.5;
    DetectionSettings settings = DetectionSettings.of(0.01, 64).withLeading(1);
    CurvatureStatistic inside =
        AnalyticClassifiers.ball(8, radius)
            .run(x, (p, f) -> new BoundaryStatistic(settings).at(p, random, f));
    // F = f_outside - f_inside = ||x||^2 - R^2.
    assertThat(inside.value()).isEqualTo(1 / radius, within(1e-4));
    double[] y = new double[8];
    y[0] = 3;
    CurvatureStatistic outside =
        AnalyticClassifiers.ball(8, radius)
            .run(y, (p, f) -> new BoundaryStatistic(settings).at(p, random, f));
    assertThat(outside.value()).isEqualTo(-1 / radius, within(1e-4));
  }

  @Test
  void atBoundary_severalClasses_searchesTheBoundaryOfEach() {
    // Two flat boundaries, at distance 1 and 2: each has curvature 0.
    AnalyticClassifier corner =
        AnalyticClassifiers.affine(
            new double[][] {{0, 0}, {1, 0}, {0, 1}}, new double[] {0, -1, -2});
    DetectionSettings settings = DetectionSettings.of(0.1, 64).withLeading(2);
    CurvatureStatistic one =
        corner.run(
            new double[2],
            (p, f) -> new BoundaryStatistic(settings.withLeading(1)).at(p, random, f));
    CurvatureStatistic both =
        corner.run(new double[2], (p, f) -> new BoundaryStatistic(settings).at(p, random, f));
    assertThat(both.value()).isEqualTo(0, within(1e-9));
    assertThat(both.directions()).isEqualTo(2 * one.directions());
  }
}
