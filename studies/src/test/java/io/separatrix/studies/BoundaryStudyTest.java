package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Ellipsoid;
import io.separatrix.testkit.HalfSpace;
import io.separatrix.testkit.KnownRegion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundaryStudyTest {

  private static final ImageShape SHAPE = new ImageShape(3, 2, 2);
  private static final int D = SHAPE.dimension();

  /** DeepFool's constants. */
  private static final double OVERSHOOT = 1.02;

  private static final double STEP_MARGIN = 1e-4;

  private static Ball ball() {
    double[] centre = new double[D];
    centre[0] = 1;
    return new Ball(centre, 2);
  }

  /** Inside and outside; the last image is black. */
  private static Scene aroundBall() {
    Ball ball = ball();
    double[][] points =
        Scene.both(
            Scene.around(ball.centre(), 6, 0.5, 1.9, 1), Scene.around(ball.centre(), 6, 2.1, 4, 2));
    return Scene.of(ball.classifier(), SHAPE, Scene.both(points, new double[1][D]));
  }

  /**
   * DeepFool's way from a sphere's inside or outside: all gradients are along the radius, so it is
   * Newton's method on a line.
   *
   * @param from distance from the centre
   * @return what the way is long, the overshoot included
   */
  private static double published(double from, double radius) {
    boolean inside = from <= radius;
    double way = 0;
    double at = from;
    while (inside == (at <= radius)) {
      way += Math.abs(at * at - radius * radius) / (2 * at) + STEP_MARGIN;
      at = from + (inside ? 1 : -1) * OVERSHOOT * way;
    }
    return OVERSHOOT * way;
  }

  private static Interval converged(BoundaryStudy.Summary summary) {
    return summary.convergedFraction();
  }

  private static Interval relativeNorm(BoundaryStudy.Summary summary) {
    return summary.meanRelativeNorm();
  }

  private static double aligned(BoundaryStudy.Summary summary) {
    return summary.fractionCosineAbove99().estimate();
  }

  @ParameterizedTest
  @EnumSource(BoundaryMode.class)
  void run_ball_knownNormsCosinesAndResidualsFromEitherSide(BoundaryMode mode) {
    Ball ball = ball();
    Scene scene = aroundBall();
    BoundaryStudy.Result result = scene.run(BoundaryStudy.alone(mode));
    List<Double> norms = new ArrayList<>();
    double largest = 0;
    for (int i = 0; i < scene.images().size(); i++) {
      double[] x = scene.at(i);
      double from = Vectors.distance(x, ball.centre());
      boolean inside = from < ball.radius();
      boolean reference = mode == BoundaryMode.REFERENCE;
      double norm = reference ? published(from, ball.radius()) : Math.abs(from - ball.radius());
      // Beyond a converged search's residual the way along the radius leaves nothing open.
      double tolerance = reference ? 1e-9 : NearestBoundary.RESIDUAL * 5;
      BoundarySample sample = result.samples().get(i);
      assertThat(sample.label()).isEqualTo(inside ? 0 : 1);
      assertThat(sample.adjacent()).isEqualTo(inside ? 1 : 0);
      assertThat(sample.converged()).isTrue();
      assertThat(sample.norm()).isEqualTo(norm, within(tolerance));
      // Along the normal that points out of the region of x, which is inward from outside.
      assertThat(sample.cosine()).isEqualTo(1, within(1e-9));
      double to = from + (inside ? norm : -norm);
      double residual = Math.abs(to * to - ball.radius() * ball.radius()) / (2 * to);
      assertThat(sample.residual()).isEqualTo(residual, within(tolerance));
      if (i < BoundaryStudy.SHOWN) {
        double[] z = sample.at(x, 1);
        assertThat(Vectors.distance(z, ball.centre())).isEqualTo(to, within(tolerance));
      }
      norms.add(norm);
      largest = Math.max(largest, residual);
    }
    BoundaryStudy.Summary summary = result.summary();
    assertThat(summary.points()).isEqualTo(norms.size());
    assertThat(summary.found()).isEqualTo(norms.size());
    assertThat(summary.converged()).isEqualTo(norms.size());
    assertThat(converged(summary).estimate()).isEqualTo(1);
    assertThat(converged(summary).low()).isBetween(0.5, 0.999);
    assertThat(converged(summary).high()).isEqualTo(1);
    assertThat(summary.medianNorm())
        .isEqualTo(Quantiles.of(norms.stream().mapToDouble(n -> n)), within(2e-6));
    assertThat(summary.medianCosine()).isEqualTo(1, within(1e-9));
    assertThat(aligned(summary)).isEqualTo(1);
    assertThat(summary.maxResidual()).isEqualTo(largest, within(2e-6));
    assertThat(summary.blackImages()).isEqualTo(1);
    double[] relative =
        IntStream.range(0, norms.size() - 1)
            .mapToDouble(i -> norms.get(i) / Vectors.norm(scene.at(i)))
            .toArray();
    SampleMean mean = SampleMean.of(relative);
    assertThat(relativeNorm(summary).count()).isEqualTo(relative.length);
    assertThat(relativeNorm(summary).estimate()).isEqualTo(mean.mean(), within(1e-5));
    assertThat(relativeNorm(summary).low()).isEqualTo(mean.low(), within(1e-5));
    assertThat(relativeNorm(summary).high()).isEqualTo(mean.high(), within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(BoundaryMode.class)
  void run_halfSpace_distanceToThePlane(BoundaryMode mode) {
    double[] a = new double[D];
    Arrays.setAll(a, i -> 1 + i % 3);
    HalfSpace half = new HalfSpace(a, -0.5);
    Scene scene = Scene.of(half.classifier(), SHAPE, Scene.around(new double[D], 12, 0.2, 5, 3));
    BoundaryStudy.Result result = scene.run(BoundaryStudy.alone(mode));
    for (int i = 0; i < 12; i++) {
      double distance = half.distance(scene.at(i));
      // One step, since the logits are affine.
      double norm =
          mode == BoundaryMode.REFERENCE ? OVERSHOOT * (distance + STEP_MARGIN) : distance;
      double rounding = NearestBoundary.RESIDUAL * 5;
      BoundarySample sample = result.samples().get(i);
      assertThat(sample.label()).isEqualTo(half.contains(scene.at(i)) ? 0 : 1);
      assertThat(sample.adjacent()).isEqualTo(1 - sample.label());
      assertThat(sample.converged()).isTrue();
      assertThat(sample.norm()).isEqualTo(norm, within(rounding));
      assertThat(sample.cosine()).isEqualTo(1, within(1e-9));
      assertThat(sample.residual()).isEqualTo(norm - distance, within(rounding));
    }
    assertThat(result.samples()).extracting(BoundarySample::label).contains(0, 1);
  }

  /** Points near the surface of an ellipsoid, inside and outside by turns. */
  private static Scene aroundEllipsoid(Ellipsoid ellipsoid, int count) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double share = i % 2 == 0 ? 0.9 : 1.15;
      double[] x = UniformSampling.onSphere(random, D, share);
      Arrays.setAll(x, j -> x[j] * ellipsoid.semiAxes()[j]);
      points[i] = x;
    }
    return Scene.of(ellipsoid.classifier(), SHAPE, points);
  }

  private static Ellipsoid ellipsoid() {
    double[] axes = new double[D];
    Arrays.setAll(axes, i -> 1.5 + 0.15 * i);
    return new Ellipsoid(axes);
  }

  @ParameterizedTest
  @EnumSource(BoundaryMode.class)
  void run_ellipsoid_noPointIsNearerThanTheNearest(BoundaryMode mode) {
    Ellipsoid ellipsoid = ellipsoid();
    Scene scene = aroundEllipsoid(ellipsoid, 20);
    BoundaryStudy.Result result = scene.run(BoundaryStudy.alone(mode));
    BoundaryStudy.Result published = scene.run(BoundaryStudy.alone(BoundaryMode.REFERENCE));
    double[] distances = distances(scene, ellipsoid);
    for (int i = 0; i < distances.length; i++) {
      BoundarySample sample = result.samples().get(i);
      double rounding = NearestBoundary.RESIDUAL * 5;
      assertThat(sample.label()).isEqualTo(i % 2);
      assertThat(sample.adjacent()).isEqualTo(1 - i % 2);
      assertThat(sample.norm()).isGreaterThan(distances[i] - rounding);
      // Never longer than what DeepFool gives.
      assertThat(sample.norm()).isLessThanOrEqualTo(published.samples().get(i).norm());
      assertThat(sample.cosine()).isPositive();
      assertThat(sample.cosine()).isLessThan(1 + 1e-12);
      if (mode == BoundaryMode.NEAREST) {
        assertThat(sample.converged()).isTrue();
        assertThat(sample.residual()).isLessThan(rounding);
        assertThat(sample.norm())
            .isEqualTo(distances[i], within(NearestBoundary.SLACK * distances[i]));
        assertThat(sample.cosine()).isGreaterThan(0.999);
      }
      if (mode == BoundaryMode.REFERENCE) {
        // Beyond the boundary, by no more than the overshoot of a way that is longer than needed.
        assertThat(sample.residual()).isPositive();
      }
    }
    if (mode == BoundaryMode.NEAREST) {
      assertThat(result.summary().medianNorm())
          .isEqualTo(Quantiles.of(Arrays.stream(distances)), within(1e-4));
      assertThat(aligned(result.summary())).isEqualTo(1);
    }
  }

  private static double[] distances(Scene scene, KnownRegion region) {
    return scene.images().items().stream().mapToDouble(i -> region.distance(scene.at(i))).toArray();
  }

  @Test
  void shared_ellipsoid_isTheNearestModeWithEveryPointKept() {
    Ellipsoid ellipsoid = ellipsoid();
    Scene scene = aroundEllipsoid(ellipsoid, 20);
    BoundaryStudy.Result shared = scene.run(BoundaryStudy.shared());
    BoundaryStudy.Result alone = scene.run(BoundaryStudy.alone(BoundaryMode.NEAREST));
    assertThat(shared.summary()).isEqualTo(alone.summary());
    assertThat(shared.mode()).isEqualTo(BoundaryMode.NEAREST);
    for (int i = 0; i < 20; i++) {
      double[] x = scene.at(i);
      double[] z = shared.samples().get(i).at(x, 1);
      // Of two points on a convex surface whose normals go through x the nearest is the one.
      assertThat(Vectors.distance(z, ellipsoid.nearest(x)))
          .isLessThan(0.02 * ellipsoid.distance(x));
      assertThat(alone.samples().get(i).r() != null).isEqualTo(i < BoundaryStudy.SHOWN);
    }
  }
}
