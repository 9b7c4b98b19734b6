package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.ScalarField;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindPathTest {

  private static final FindPath FIND_PATH = new FindPath(TargetedBoundary::new);

  private static PathResult find(
      FindPath findPath, AnalyticClassifier classifier, double[] x1, double[] x2) {
    return classifier.run(x1, (x, evaluator) -> findPath.find(x, x2, evaluator));
  }

  /** Checks a path at many more points than the search itself looked at. */
  private static void assertStays(AnalyticClassifier classifier, PathResult result) {
    ConvexPath path = result.path();
    assertThat(path).isNotNull();
    if (path == null) {
      return;
    }
    double[][] points = new double[100_001][];
    for (int i = 0; i < points.length; i++) {
      points[i] = path.at(path.length() * i / (points.length - 1));
    }
    for (double[] logits : classifier.logits(points)) {
      assertThat(Vectors.argmax(logits)).isEqualTo(result.label());
    }
  }

  @Test
  void find_inConvexRegion_isStraight() {
    AnalyticClassifier cells =
        AnalyticClassifiers.voronoi(new double[] {0, 0}, new double[] {4, 0}, new double[] {0, 4});
    double[] x2 = {1.9, -3};
    PathResult result = find(FIND_PATH, cells, new double[] {-2, 1.5}, x2);

    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(result.straight()).isTrue();
    assertThat(result.anchors()).isEqualTo(2);
    assertThat(result.lengthRatio()).isEqualTo(1);
    assertThat(result.straightDistance()).isEqualTo(Vectors.distance(new double[] {-2, 1.5}, x2));
    // f_0 - f_1 = 16 - 8 s and s grows along the segment, so the minimum is at x2.
    assertThat(result.minimalMargin()).isCloseTo(16 - 8 * 1.9, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1.5", "2, 1, 1.1", "2, 1, 1.02", "3, 1, 1.2", "50, 3, 3.3"})
  void find_inAnnulus_goesRoundTheHole(int dimension, double inner, double outer) {
    AnalyticClassifier annulus = AnalyticClassifiers.annulus(dimension, inner, outer);
    SplittableRandom random = new SplittableRandom(dimension);
    for (int pair = 0; pair < 10; pair++) {
      double[] x1 = UniformSampling.onSphere(random, dimension, (inner + outer) / 2);
      double[] tilt = UniformSampling.onSphere(random, dimension, 1);
      // Nearly opposite: the straight segment passes close to the centre.
      double[] x2 =
          Vectors.scale(
              (inner + outer) / 2,
              Vectors.normalize(Vectors.addScaled(Vectors.scale(-1 / inner, x1), 0.2, tilt)));
      PathResult result = find(FIND_PATH, annulus, x1, x2);

      assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
      assertThat(result.straight()).isFalse();
      assertThat(result.projections()).isPositive();
      assertThat(result.minimalMargin()).isPositive();
      assertThat(result.length()).isBetween(result.straightDistance(), Math.PI * outer);
      assertThat(result.path()).isNotNull();
      assertStays(annulus, result);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40})
  void find_betweenTwoBalls_isUndetermined(int dimension) {
    double[] second = new double[dimension];
    second[0] = 3;
    AnalyticClassifier balls = AnalyticClassifiers.twoBalls(new double[dimension], second, 1);
    SplittableRandom random = new SplittableRandom(5);
    for (int pair = 0; pair < 10; pair++) {
      double[] x1 = UniformSampling.onSphere(random, dimension, 0.9);
      double[] x2 =
          Vectors.add(second, UniformSampling.onSphere(random, dimension, random.nextDouble()));
      PathResult result = find(FIND_PATH, balls, x1, x2);

      assertThat(result.verdict()).isEqualTo(Connectivity.UNDETERMINED);
      assertThat(result.obstacle()).isIn(Obstacle.DEPTH, Obstacle.BUDGET);
      assertThat(result.path()).isNull();
      assertThat(result.anchors()).isZero();
      assertThat(result.length()).isNaN();
    }
  }

  @Test
  void find_throughThinSlabOfAnotherClass_noticesIt() {
    // Class 0 where |x_0 - 0.37| > w: a slab of width 2 w cuts the plane in two. A fixed count of
    // samples would have to be above 1 / (2 w).
    double w = 1e-3;
    ScalarField right = ScalarField.affine(new double[] {1, 0}, -0.37 - w);
    ScalarField left = ScalarField.affine(new double[] {-1, 0}, 0.37 - w);
    AnalyticClassifier slab = AnalyticClassifiers.sign(2, ScalarField.max(left, right));
    PathResult result = find(FIND_PATH, slab, new double[] {0, 0}, new double[] {1, 0.3});
    assertThat(result.verdict()).isEqualTo(Connectivity.UNDETERMINED);
  }

  @Test
  void find_alongABoundary_samplesMoreDenselyThanFarFromIt() {
    AnalyticClassifier half =
        AnalyticClassifiers.affine(new double[][] {{0, 1}, {0, 0}}, new double[] {0, 0});
    int near = find(FIND_PATH, half, new double[] {0, 1e-3}, new double[] {1, 1e-3}).samples();
    int far = find(FIND_PATH, half, new double[] {0, 1}, new double[] {1, 1}).samples();
    // Gaps of at most 8 * 2 * 0.001 cover a unit length with 63; cutting may double that.
    assertThat(near).isBetween(63, 130);
    assertThat(far).isEqualTo(17);
  }

  @Test
  void find_withDifferentLabels_saysSo() {
    AnalyticClassifier ball = AnalyticClassifiers.ball(2, 1);
    PathResult result = find(FIND_PATH, ball, new double[] {0, 0}, new double[] {2, 0});
    assertThat(result.verdict()).isEqualTo(Connectivity.UNDETERMINED);
    assertThat(result.obstacle()).isEqualTo(Obstacle.LABELS_DIFFER);
    assertThat(result.evaluations().total()).isEqualTo(2);
  }

  @Test
  void find_betweenEqualPoints_isStraightOfLengthZero() {
    double[] x = {0.2, 0.3};
    PathResult result = find(FIND_PATH, AnalyticClassifiers.ball(2, 1), x, x.clone());
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.length()).isZero();
    assertThat(result.lengthRatio()).isOne();
  }

  @Test
  void find_inConstantClassifier_isStraight() {
    AnalyticClassifier constant = AnalyticClassifiers.constant(2, 1, 1, 1);
    PathResult result = find(FIND_PATH, constant, new double[] {0, 0}, new double[] {1, 1});
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.straight()).isTrue();
  }

  @Test
  void find_withoutDepth_triesTheStraightSegmentOnly() {
    FindPath flat =
        new FindPath(TargetedBoundary::new, new FindPath.Options(0, 1000, 0.1, 0.01), null);
    PathResult result =
        find(
            flat,
            AnalyticClassifiers.annulus(2, 1, 2),
            new double[] {1.5, 0},
            new double[] {-1.5, 0.1});
    assertThat(result.obstacle()).isEqualTo(Obstacle.DEPTH);
    assertThat(result.depth()).isZero();
    assertThat(result.projections()).isZero();
  }

  @Test
  void find_withFewEvaluations_stopsAtTheBudget() {
    long budget = 60;
    FindPath poor =
        new FindPath(TargetedBoundary::new, new FindPath.Options(10, budget, 0.1, 1e-4), null);
    AnalyticClassifier half =
        AnalyticClassifiers.affine(new double[][] {{0, 1}, {0, 0}}, new double[] {0, 0});
    PathResult result = find(poor, half, new double[] {0, 1e-3}, new double[] {1, 1e-3});
    assertThat(result.obstacle()).isEqualTo(Obstacle.BUDGET);
    assertThat(result.evaluations().total()).isBetween(budget / 8, budget);
  }

  @Test
  void find_whenProjectionFindsNothing_saysSo() {
    // The search for the class that x has already ends where it starts.
    FindPath stuck = new FindPath((target, refinement) -> new TargetedBoundary(1 - target));
    PathResult result =
        find(
            stuck,
            AnalyticClassifiers.annulus(2, 1, 2),
            new double[] {1.5, 0},
            new double[] {-1.5, 0});
    assertThat(result.obstacle()).isEqualTo(Obstacle.PROJECTION_FAILED);
  }

  @Test
  void findPerturbed_fromOutside_endsJustInsideTheRegion() {
    AnalyticClassifier ball = AnalyticClassifiers.ball(10, 2);
    double[] start = UniformSampling.onSphere(new SplittableRandom(1), 10, 5);
    PathResult result =
        ball.run(new double[10], (x, evaluator) -> FIND_PATH.findPerturbed(x, start, evaluator));
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.straight()).isTrue();
    // The start is 3 outside; the overshoot is at most 2 %.
    assertThat(result.straightDistance()).isBetween(2 - 0.02 * 3 - 1e-9, 2.0);
  }

  @Test
  void findPerturbed_toRegionOutOfReach_saysSo() {
    FindPath stuck = new FindPath((target, refinement) -> new TargetedBoundary(1 - target));
    PathResult result =
        AnalyticClassifiers.ball(2, 1)
            .run(
                new double[2],
                (x, evaluator) -> stuck.findPerturbed(x, new double[] {3, 0}, evaluator));
    assertThat(result.obstacle()).isEqualTo(Obstacle.END_NOT_IN_REGION);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 64})
  void find_underLockstep_doesNotDependOnTheWidth(int width) {
    AnalyticClassifier annulus = AnalyticClassifiers.annulus(3, 1, 1.2);
    List<double[]> starts = new ArrayList<>();
    for (int pair = 0; pair < 30; pair++) {
      starts.add(UniformSampling.onSphere(Seeds.random(9, "starts", pair), 3, 1.1));
    }
    double[] x1 = {1.1, 0, 0};
    Lockstep.Algorithm<double[], PathResult> algorithm =
        (start, evaluator) -> FIND_PATH.find(x1, start, evaluator);
    List<PathResult> alone = new Lockstep(annulus, 1).map(starts, algorithm);
    List<PathResult> together = new Lockstep(annulus, width).map(starts, algorithm);

    assertThat(together).usingRecursiveComparison().isEqualTo(alone);
    assertThat(alone).extracting(PathResult::straight).contains(true, false);
  }
}
