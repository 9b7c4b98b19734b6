package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed forms against each other and against sampling. */
class KnownRegionTest {

  private final SplittableRandom random = new SplittableRandom(7);

  static Stream<KnownRegion> regions() {
    return Stream.of(
        new HalfSpace(new double[] {1, -2, 0.5}, 0.3),
        new Ball(new double[] {1, 0, -1, 2}, 1.5),
        new Ball(new double[3], 1e-8),
        new Ball(new double[3], 1e8),
        new Annulus(2, 1, 2),
        new Annulus(5, 2, 2.5),
        new TwoBalls(new double[] {2, 0, 0}, new double[] {-2, 1, 0}, 1),
        new Ellipsoid(new double[] {1, 2, 3, 4}),
        new Ellipsoid(new double[] {2, 2, 2, 3, 3}),
        new Ellipsoid(new double[] {1e-8, 3e-8, 3e-8}),
        new Cylinder(6, 3, 0.7),
        new Cylinder(3, 1, 2));
  }

  /** Of the boundary's own size: some inside, some outside. */
  private double[] point(KnownRegion region) {
    double[] centre = region.nearest(new double[region.dimension()]);
    double size = Math.max(Vectors.norm(centre), region.distance(centre));
    return Vectors.addScaled(
        Vectors.scale(0.2, centre), size, RandomMatrices.gaussian(random, region.dimension()));
  }

  @ParameterizedTest
  @MethodSource("regions")
  void nearest_anyPoint_isOnTheBoundaryAlongTheNormalAndNoSampleIsNearer(KnownRegion region) {
    for (int i = 0; i < 30; i++) {
      double[] x = point(region);
      double[] z = region.nearest(x);
      double size = Vectors.norm(z);
      double[] gradient = region.field().gradient(z);
      double residual = Math.abs(region.field().value(z)) / Vectors.norm(gradient);
      assertThat(residual).isLessThan(1e-12 * size);
      assertThat(Math.abs(Vectors.cosine(Vectors.subtract(x, z), gradient)))
          .isEqualTo(1, within(1e-9));
      for (int j = 0; j < 50; j++) {
        double[] other = region.nearest(Vectors.addScaled(z, 0.3 * size, unit(x.length)));
        assertThat(Vectors.distance(x, other))
            .isGreaterThanOrEqualTo(region.distance(x) * (1 - 1e-12));
      }
    }
  }

  private double[] unit(int dimension) {
    return UniformSampling.onSphere(random, dimension, 1);
  }

  @ParameterizedTest
  @MethodSource("regions")
  void principalCurvatures_atTheBoundary_haveTraceAndSquaresOfTheProjectedHessian(
      KnownRegion region) {
    for (int i = 0; i < 10; i++) {
      double[] z = region.nearest(point(region));
      double[] gradient = region.field().gradient(z);
      double[] n = Vectors.normalize(gradient);
      double trace = 0;
      double squares = 0;
      for (int j = 0; j < z.length; j++) {
        double[] axis = new double[z.length];
        axis[j] = 1;
        double[] tangent = Vectors.addScaled(axis, -n[j], n);
        double[] product = region.field().hessianVector(z, tangent);
        product = Vectors.addScaled(product, -Vectors.dot(n, product), n);
        product = Vectors.scale(1 / Vectors.norm(gradient), product);
        trace += product[j];
        squares += Vectors.dot(product, product);
      }
      double[] curvatures = region.principalCurvatures(z);
      double size = Math.sqrt(squares);
      assertThat(curvatures).hasSize(z.length - 1);
      assertThat(curvatures).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(region.meanCurvature(z) * curvatures.length).isEqualTo(trace, within(1e-9 * size));
      assertThat(Vectors.norm(curvatures)).isEqualTo(size, within(1e-9 * size));
      // Just inside, in the orientation against x.
      double[] inside = Vectors.addScaled(z, 1e-9 * Vectors.norm(z), n);
      assertThat(region.contains(inside)).isTrue();
      assertThat(region.detectionStatistic(inside))
          .isEqualTo(-region.meanCurvature(z), within(1e-7 * size));
    }
  }

  @ParameterizedTest
  @MethodSource("regions")
  void insideShare_ofASegment_isTheShareOfItsSamples(KnownRegion region) {
    int samples = 4000;
    for (int i = 0; i < 20; i++) {
      double[] a = point(region);
      double[] b = point(region);
      int inside = 0;
      for (int j = 0; j < samples; j++) {
        inside += region.contains(Vectors.interpolate(a, b, (j + 0.5) / samples)) ? 1 : 0;
      }
      double share = region.insideShare(a, b);
      // At most four ends of pieces, each off by at most one sample.
      assertThat(share).isEqualTo((double) inside / samples, within(4.0 / samples));
      if (region.convex() && region.contains(a) && region.contains(b)) {
        assertThat(share).isEqualTo(1, within(1e-12));
      }
    }
  }

  @Test
  void insideShare_ofAPoint_isWhetherItIsInside() {
    KnownRegion ball = new Ball(new double[2], 1);
    assertThat(ball.insideShare(new double[2], new double[2])).isEqualTo(1);
    assertThat(ball.insideShare(new double[] {2, 0}, new double[] {2, 0})).isZero();
    assertThat(ball.insideShare(new double[] {2, 0}, new double[] {2, 1})).isZero();
  }

  @Test
  void nearest_centreOfSymmetry_isOneOfTheNearest() {
    assertThat(new Ball(new double[3], 2).distance(new double[3])).isEqualTo(2);
    assertThat(new Annulus(3, 1, 5).distance(new double[3])).isEqualTo(1);
    Ellipsoid ellipsoid = new Ellipsoid(new double[] {2, 1, 3});
    assertThat(ellipsoid.nearest(new double[3])).containsExactly(0, 1, 0);
    assertThat(ellipsoid.distance(new double[] {0.1, 0, 0.1})).isBetween(0.9, 1.0);
    assertThat(ellipsoid.distance(new double[] {1.9, 0, 0})).isEqualTo(0.1, within(1e-12));
  }

  @Test
  void detectionStatistic_ball_oneOverTheDistanceFromItsCentre() {
    KnownRegion ball = new Ball(new double[5], 2);
    assertThat(ball.detectionStatistic(new double[] {0, 0.5, 0, 0, 0})).isEqualTo(2);
    assertThat(ball.detectionStatistic(new double[] {0, 4, 0, 0, 0})).isEqualTo(-0.25);
  }

  @Test
  void affineDistance_anyPoint_isWhereTheTwoLogitsAreEqual() {
    double[][] w = RandomMatrices.gaussian(random, 5, 7);
    double[] b = RandomMatrices.gaussian(random, 5);
    double[] x = RandomMatrices.gaussian(random, 7);
    AffineDistance nearest = AffineDistance.of(w, b, x);
    double[] logits = AnalyticClassifiers.affine(w, b).logits(new double[][] {nearest.point()})[0];
    assertThat(logits[nearest.label()]).isEqualTo(logits[nearest.adjacent()], within(1e-12));
    assertThat(Vectors.distance(x, nearest.point())).isEqualTo(nearest.distance(), within(1e-12));
    assertThatThrownBy(() -> AffineDistance.of(new double[2][3], new double[2], new double[3]))
        .hasMessageContaining("found 2 classes alike");
  }

  @Test
  void cylinder_randomNoise_projectsAndLeavesAsOftenAsStated() {
    Cylinder cylinder = new Cylinder(9, 4, 1);
    int draws = 20_000;
    double projections = 0;
    int left = 0;
    for (int i = 0; i < draws; i++) {
      double[] noise = UniformSampling.onSphere(random, 9, 1.4);
      projections += cylinder.projection(noise) / draws;
      left += cylinder.contains(noise) ? 0 : 1;
    }
    assertThat(projections).isEqualTo(cylinder.meanRandomProjection(), within(0.005));
    assertThat((double) left / draws).isEqualTo(cylinder.leavingProbability(1.4), within(0.015));
    assertThat(cylinder.leavingProbability(1)).isZero();
    assertThat(new Cylinder(3072, 200, 1).meanRandomProjection()).isEqualTo(0.255, within(1e-3));
    assertThatThrownBy(() -> new Cylinder(9, 3, 1).leavingProbability(2))
        .hasMessageContaining("found 3");
  }

  @Test
  void shapes_thatAreNotThere_areRefused() {
    assertThatThrownBy(() -> new Annulus(1, 1, 2)).hasMessageContaining("found 1, 1.0 and 2.0");
    assertThatThrownBy(() -> new TwoBalls(new double[] {1}, new double[] {-1}, 1))
        .hasMessageContaining("found 2.0");
    assertThatThrownBy(() -> new Ellipsoid(new double[] {1, 0})).hasMessageContaining("[1.0, 0.0]");
    assertThatThrownBy(() -> new Cylinder(3, 3, 1)).hasMessageContaining("found 3");
    assertThatThrownBy(() -> new Quadric(new double[2], new double[3], 0))
        .hasMessageContaining("found 3");
  }
}
