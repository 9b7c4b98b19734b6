package io.separatrix.geometry.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AffineDistance;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import io.separatrix.testkit.ScalarField;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestBoundaryTest {

  private static final double[] SEMI_AXES = {0.8, 1, 1.3, 0.9};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void search_ofAffineClassifier_isExact(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] w = RandomMatrices.gaussian(random, 5, 12);
    double[] b = RandomMatrices.gaussian(random, 5);
    double[] x = RandomMatrices.gaussian(random, 12);

    BoundaryPoint found = nearest(AnalyticClassifiers.affine(w, b), x);

    AffineDistance exact = AffineDistance.of(w, b, x);
    assertThat(found.adjacent()).isEqualTo(exact.adjacent());
    assertThat(found.norm()).isCloseTo(exact.distance(), within(1e-9));
    assertThat(found.cosine()).isCloseTo(1, within(1e-9));
    assertThat(found.residual()).isLessThan(1e-9);
    assertThat(found.converged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 1.9, 2.1, 5})
  void search_ofBall_findsTheRadialDistance(double radius) {
    double[] direction = Vectors.normalize(RandomMatrices.gaussian(new SplittableRandom(9), 6));

    BoundaryPoint found = nearest(AnalyticClassifiers.ball(6, 2), Vectors.scale(radius, direction));

    assertThat(found.norm()).isCloseTo(Math.abs(radius - 2), within(1e-8));
    assertThat(found.converged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.75, 0.9, 1.2, 2})
  void search_ofEllipsoid_findsTheLagrangePoint(double scale) {
    double[] inverse = {1 / 0.64, 1, 1 / 1.69, 1 / 0.81};
    for (long seed = 1; seed <= 20; seed++) {
      double[] x = onEllipsoid(new SplittableRandom(seed), scale);

      BoundaryPoint found = nearest(ellipsoid(), x);

      double exact = distanceToEllipsoid(x, inverse);
      assertThat(found.norm()).isCloseTo(exact, within(1e-4 * exact));
      assertThat(found.cosine()).isGreaterThan(0.999);
      assertThat(found.converged()).isTrue();
    }
  }

  @Test
  void search_ofConvexKink_findsTheCorner() {
    ScalarField first = ScalarField.affine(new double[] {1, 0.3, 0}, 1);
    ScalarField second = ScalarField.affine(new double[] {1, -0.3, 0}, 1.1);
    double[] x = {1, 0.05, 7};

    BoundaryPoint found = nearest(AnalyticClassifiers.sign(3, ScalarField.max(first, second)), x);

    double[] corner = {-1.05, 1 / 6.0, 7};
    assertThat(found.norm()).isCloseTo(Vectors.distance(x, corner), within(2e-3));
    assertThat(found.norm()).isGreaterThan(Vectors.distance(x, corner) - 1e-5);
    assertThat(found.cosine()).isBetween(0.95, 0.99);
    assertThat(found.converged()).isTrue();
  }

  @Test
  void search_ofSteepKink_convergesAtASmallCosine() {
    ScalarField first = ScalarField.affine(new double[] {1, 1.2, 0}, 1);
    ScalarField second = ScalarField.affine(new double[] {1, -1.2, 0}, 1.1);
    double[] x = {1, 0.05, 7};

    BoundaryPoint found = nearest(AnalyticClassifiers.sign(3, ScalarField.max(first, second)), x);

    double[] corner = {-1.05, 0.1 / 2.4, 7};
    assertThat(found.norm()).isCloseTo(Vectors.distance(x, corner), within(1e-2));
    assertThat(found.cosine()).isLessThan(NearestBoundary.COSINE);
    assertThat(found.converged()).isTrue();
  }

  @Test
  void shortening_ofAPointThatIsNotNearest_isWhatCanBeGained() {
    AnalyticClassifier plane =
        AnalyticClassifiers.sign(2, ScalarField.affine(new double[] {1, 0}, 0));
    double[] x = {2, 0};
    int label = Vectors.argmax(plane.logits(new double[][] {x})[0]);
    double gained =
        plane.run(
            x,
            (point, evaluator) -> {
              LogitCombination f = LogitCombination.difference(label, 1 - label);
              BundleDescent bundle = new BundleDescent(point, f, evaluator);
              Tangent oblique = bundle.tangents(List.of(new double[] {-2, 1})).get(0);
              return bundle.shortening(oblique, NearestBoundary.SHORTER);
            });
    assertThat(gained).isCloseTo(1 - 2 / Math.sqrt(5), within(1e-9));
  }

  @Test
  void search_whereAnotherClassIsNearer_findsIt() {
    ScalarField zero = ScalarField.affine(new double[2], 0);
    // To first order class 1 is nearer, but its boundary recedes; class 2's is straight.
    ScalarField receding =
        ScalarField.quadratic(new double[][] {{-0.45, 0}, {0, 0}}, new double[] {1, 0}, -1);
    ScalarField straight = ScalarField.affine(new double[] {0, 1}, -1.2);
    AnalyticClassifier classifier = new AnalyticClassifier(2, List.of(zero, receding, straight));

    BoundaryPoint found = nearest(classifier, new double[2]);

    assertThat(found.adjacent()).isEqualTo(2);
    assertThat(found.norm()).isCloseTo(1.2, within(1e-9));
    assertThat(found.runnerUp()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void search_ofTwoPlanes_saysHowMuchFurtherTheOtherIs() {
    double[][] w = {{0, 0}, {1, 0}, {0, 1}};
    AnalyticClassifier classifier = AnalyticClassifiers.affine(w, new double[] {0, -1, -1.1});

    BoundaryPoint found = nearest(classifier, new double[2]);

    assertThat(found.adjacent()).isEqualTo(1);
    assertThat(found.runnerUp()).isCloseTo(1.1, within(1e-6));
  }

  @Test
  void search_ofTwoClasses_hasNoRunnerUp() {
    assertThat(nearest(ellipsoid(), new double[] {0.1, 0.2, 0.3, 0.1}).runnerUp())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void search_thorough_isNeverLongerThanFull(long seed) {
    double[] x = onEllipsoid(new SplittableRandom(seed), 0.75);

    BoundaryPoint thorough = ellipsoid().run(x, new NearestBoundary(Refinement.THOROUGH)::search);

    assertThat(thorough.norm()).isLessThanOrEqualTo(nearest(ellipsoid(), x).norm() * (1 + 1e-6));
    assertThat(thorough.converged()).isTrue();
  }

  @Test
  void search_whereTheNearBoundaryIsNeverReached_findsAFarOne() {
    ScalarField zero = ScalarField.affine(new double[2], 0);
    ScalarField below =
        ScalarField.quadratic(new double[][] {{-0.45, 0}, {0, 0}}, new double[] {1, 0}, -1);
    ScalarField far = ScalarField.affine(new double[] {0, 1}, -9);
    AnalyticClassifier classifier = new AnalyticClassifier(2, List.of(zero, below, far));

    BoundaryPoint found = nearest(classifier, new double[2]);

    assertThat(found.adjacent()).isEqualTo(2);
    assertThat(found.norm()).isCloseTo(9, within(1e-9));
    assertThat(found.converged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void search_isNeverLongerThanTheReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AnalyticClassifier classifier =
        AnalyticClassifiers.sign(
            4,
            ScalarField.product(
                ScalarField.max(
                    ScalarField.affine(RandomMatrices.gaussian(random, 4), 0.5),
                    ScalarField.affine(RandomMatrices.gaussian(random, 4), -0.2)),
                ScalarField.sphere(RandomMatrices.gaussian(random, 4), 1, 1)));
    int compared = 0;
    for (int i = 0; i < 50; i++) {
      double[] x = RandomMatrices.gaussian(random, 4);

      BoundaryPoint reference = classifier.run(x, new DeepFool()::search);
      BoundaryPoint found = nearest(classifier, x);

      if (reference.converged()) {
        compared++;
        assertThat(found.norm()).isLessThanOrEqualTo(reference.norm());
      }
      assertThat(Vectors.allFinite(found.point())).isTrue();
      assertThat(found.cosine()).isNotNaN();
      assertThat(found.residual()).isNotNaN();
    }
    assertThat(compared).isGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void search_quick_isOnTheBoundaryBetweenReferenceAndFull(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = Vectors.scale(0.5, Vectors.normalize(RandomMatrices.gaussian(random, 4)));

    BoundaryPoint quick = ellipsoid().run(x, new NearestBoundary(Refinement.QUICK)::search);

    assertThat(quick.residual()).isLessThan(1e-5);
    assertThat(quick.norm())
        .isLessThanOrEqualTo(ellipsoid().run(x, new DeepFool()::search).norm())
        .isGreaterThan(nearest(ellipsoid(), x).norm() - 1e-6);
    assertThat(quick.evaluations().total())
        .isLessThan(nearest(ellipsoid(), x).evaluations().total());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void search_isInvariantToScaleShiftAndRotation(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = onEllipsoid(random, 1.5);
    double[][] q = RandomMatrices.orthogonal(random, 4);
    double[][] shrink = {{0.1, 0, 0, 0}, {0, 0.1, 0, 0}, {0, 0, 0.1, 0}, {0, 0, 0, 0.1}};
    double[][] identity = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    double norm = nearest(ellipsoid(), x).norm();

    assertThat(nearest(ellipsoid().transformed(37, identity, 0), x).norm())
        .isCloseTo(norm, within(1e-5 * norm));
    assertThat(nearest(ellipsoid().transformed(1, identity, -5), x).norm())
        .isCloseTo(norm, within(1e-5 * norm));
    assertThat(nearest(ellipsoid().transformed(1, shrink, 0), Vectors.scale(10, x)).norm())
        .isCloseTo(10 * norm, within(1e-4 * norm));
    assertThat(nearest(ellipsoid().transformed(1, q, 0), ScalarField.transposeTimes(q, x)).norm())
        .isCloseTo(norm, within(1e-5 * norm));
  }

  @Test
  void search_ofConstantClassifier_hasNotConverged() {
    double[] x = {1, 2};

    BoundaryPoint found = nearest(AnalyticClassifiers.constant(2, 3, 3, 1), x);

    assertThat(found.converged()).isFalse();
    assertThat(found.norm()).isZero();
    assertThat(found.cosine()).isZero();
    assertThat(found.evaluations().total()).isPositive();
  }

  @Test
  void search_fromTheBoundary_staysThere() {
    double[] x = {2, 0, 0};

    BoundaryPoint found = nearest(AnalyticClassifiers.ball(3, 2), x);

    assertThat(found.converged()).isTrue();
    assertThat(found.norm()).isLessThan(1e-6);
    assertThat(found.residual()).isLessThan(1e-6);
  }

  @Test
  void search_doesNotModifyItsOrigin() {
    double[] x = {0.3, 0.4, 0.5};

    BoundaryPoint found = nearest(AnalyticClassifiers.ball(3, 2), x);

    assertThat(x).containsExactly(0.3, 0.4, 0.5);
    assertThat(found.origin()).containsExactly(x);
    assertThat(Vectors.norm(found.perturbation())).isCloseTo(found.norm(), within(1e-12));
  }

  private static BoundaryPoint nearest(AnalyticClassifier classifier, double[] x) {
    return classifier.run(x, new NearestBoundary()::search);
  }

  /** Class 0 inside the ellipsoid with the given semi-axes. */
  private static AnalyticClassifier ellipsoid() {
    double[][] a = new double[4][4];
    for (int i = 0; i < 4; i++) {
      a[i][i] = -1 / (SEMI_AXES[i] * SEMI_AXES[i]);
    }
    return AnalyticClassifiers.quadratic(a, new double[4], 1);
  }

  private static double[] onEllipsoid(SplittableRandom random, double scale) {
    double[] x = Vectors.normalize(RandomMatrices.gaussian(random, 4));
    for (int i = 0; i < 4; i++) {
      x[i] *= scale * SEMI_AXES[i];
    }
    return x;
  }

  /** Solves z_i = x_i / (1 + m q_i), sum q_i z_i^2 = 1 for the multiplier m by bisection. */
  private static double distanceToEllipsoid(double[] x, double[] q) {
    double low = -0.64 + 1e-12;
    double high = 1e3;
    double[] z = x;
    for (int i = 0; i < 200; i++) {
      double m = (low + high) / 2;
      z = new double[4];
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        z[j] = x[j] / (1 + m * q[j]);
        sum += q[j] * z[j] * z[j];
      }
      if (sum > 1) {
        low = m;
      } else {
        high = m;
      }
    }
    return Vectors.distance(x, z);
  }
}
