package io.separatrix.studies;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.Connectivity;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.Obstacle;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.testkit.Annulus;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.HalfSpace;
import io.separatrix.testkit.KnownRegion;
import io.separatrix.testkit.TwoBalls;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathsStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);
  private static final int D = SHAPE.dimension();
  private static final int PAIRS = 12;

  private static double[] connected(PathsStudy.Summary summary) {
    return Scene.ends(summary.connectedFraction());
  }

  private static double[] straight(PathsStudy.Summary summary) {
    return Scene.ends(summary.straightFraction());
  }

  private static void assertShare(double[] lowShareHigh, double share) {
    assertThat(lowShareHigh[1]).isEqualTo(share, within(1e-12));
    assertThat(lowShareHigh[0]).isLessThanOrEqualTo(share).isNotNegative();
    assertThat(lowShareHigh[2]).isGreaterThanOrEqualTo(share).isLessThanOrEqualTo(1);
    assertThat(lowShareHigh[2] - lowShareHigh[0]).isPositive();
  }

  /** Between the samples that the search looked at, too. */
  private static void assertStays(KnownRegion region, PathSample sample) {
    ConvexPath path = new ConvexPath(requireNonNull(sample.path()));
    for (int i = 0; i <= 2000; i++) {
      assertThat(region.contains(path.at(path.length() * i / 2000))).isTrue();
    }
  }

  @Test
  void run_oppositeSidesOfARing_connectedRoundTheHoleAndNotStraight() {
    double inner = 1.9;
    double outer = 2.1;
    double from = 2;
    double to = 2.02;
    double angle = Math.toRadians(170);
    Annulus ring = new Annulus(D, inner, outer);
    double[] first = new double[D];
    double[] second = new double[D];
    first[0] = from;
    second[0] = to * Math.cos(angle);
    second[1] = to * Math.sin(angle);
    PathsStudy.Result result =
        Scene.of(ring.classifier(), SHAPE, first, second)
            .run(new PathsStudy(Scenario.SAME_LABEL, 4));
    double distance = Vectors.distance(first, second);
    // Tangents to the hole and the arc between; and round the outer rim, angle by angle.
    double shortest =
        Math.sqrt(from * from - inner * inner)
            + Math.sqrt(to * to - inner * inner)
            + inner * (angle - Math.acos(inner / from) - Math.acos(inner / to));
    double longest = outer * angle;
    for (PathSample sample : result.samples()) {
      assertThat(sample.verdict()).isEqualTo(Connectivity.CONNECTED);
      assertThat(sample.obstacle()).isEqualTo(Obstacle.NONE);
      assertThat(sample.straight()).isFalse();
      assertThat(sample.anchors()).isGreaterThan(2);
      assertThat(sample.straightDistance()).isEqualTo(distance, within(1e-12));
      assertThat(sample.lengthRatio()).isBetween(shortest / distance, longest / distance);
      assertThat(sample.minimalMargin()).isPositive();
      assertStays(ring, sample);
    }
    PathsStudy.Summary summary = result.summary();
    assertThat(summary.scenario()).isEqualTo(1);
    assertThat(summary.connected()).isEqualTo(4);
    assertThat(summary.connectedWithProof()).isZero();
    assertThat(summary.undetermined()).isZero();
    assertShare(connected(summary), 1);
    assertShare(straight(summary), 0);
    assertThat(summary.medianAnchors()).isGreaterThan(2);
    assertThat(summary.medianLengthRatio()).isBetween(shortest / distance, longest / distance);
  }

  @Test
  void run_twoBalls_straightWithinOneAndNeverConnectedAcross() {
    double[] first = new double[D];
    double[] second = new double[D];
    second[D - 1] = 3;
    TwoBalls balls = new TwoBalls(first, second, 1);
    double[][] points =
        Scene.both(Scene.around(first, 5, 0.3, 0.95, 1), Scene.around(second, 5, 0.3, 0.95, 2));
    Scene scene = Scene.of(balls.classifier(), SHAPE, points);
    PathsStudy.Result result = scene.run(new PathsStudy(Scenario.SAME_LABEL, PAIRS));
    int within = 0;
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = result.pairs().get(i);
      PathSample sample = result.samples().get(i);
      assertThat(sample.predicted()).isZero();
      if (pair.first() < 5 == pair.second() < 5) {
        within++;
        assertThat(sample.verdict()).isEqualTo(Connectivity.CONNECTED);
        assertThat(sample.straight()).isTrue();
        assertThat(sample.lengthRatio()).isEqualTo(1);
        assertThat(sample.straightDistance())
            .isEqualTo(Vectors.distance(points[pair.first()], points[pair.second()]));
      } else {
        assertThat(sample.verdict()).isEqualTo(Connectivity.UNDETERMINED);
        assertThat(sample.obstacle()).isNotEqualTo(Obstacle.NONE);
        assertThat(sample.anchors()).isZero();
        assertThat(sample.lengthRatio()).isNaN();
      }
    }
    assertThat(within).isBetween(1, PAIRS - 1);
    PathsStudy.Summary summary = result.summary();
    assertThat(summary.pairs()).isEqualTo(PAIRS);
    assertThat(summary.connected()).isEqualTo(within);
    assertThat(summary.undetermined()).isEqualTo(PAIRS - within);
    assertShare(connected(summary), (double) within / PAIRS);
    assertShare(straight(summary), (double) within / PAIRS);
    assertThat(summary.medianAnchors()).isEqualTo(2);
    assertThat(summary.medianLengthRatio()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void run_convexRegions_everyPathIsStraight(Scenario scenario) {
    double[] a = new double[D];
    a[0] = 3;
    a[1] = -4;
    HalfSpace half = new HalfSpace(a, 1);
    Scene scene = Scene.of(half.classifier(), SHAPE, Scene.around(new double[D], 16, 1, 4, 5));
    PathsStudy.Result result = scene.run(new PathsStudy(scenario, PAIRS));
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = result.pairs().get(i);
      PathSample sample = result.samples().get(i);
      double[] x1 = scene.at(pair.first());
      double[] x2 = scene.at(pair.second());
      assertThat(sample.straight()).isTrue();
      assertThat(sample.predicted()).isEqualTo(half.contains(x1) ? 0 : 1);
      if (scenario == Scenario.SAME_LABEL) {
        assertThat(half.contains(x1)).isEqualTo(half.contains(x2));
        assertThat(sample.straightDistance()).isEqualTo(Vectors.distance(x1, x2));
      }
      if (scenario == Scenario.PERTURBED_IMAGE) {
        assertThat(half.contains(x1)).isNotEqualTo(half.contains(x2));
        // The smallest of the overshoots that reaches the region is 0 or 0.02.
        assertThat(sample.straightDistance())
            .isEqualTo(Vectors.distance(x1, half.nearest(x2)), within(0.021 * half.distance(x2)));
      }
    }
    PathsStudy.Summary summary = result.summary();
    assertThat(summary.scenario()).isEqualTo(scenario.number());
    assertThat(summary.connected()).isEqualTo(PAIRS);
    assertShare(connected(summary), 1);
    assertShare(straight(summary), 1);
    assertThat(summary.medianLengthRatio()).isEqualTo(1);
  }

  @Test
  void run_ballAndItsComplement_perturbedEndsLieOnTheSphere() {
    Ball ball = new Ball(new double[D], 2);
    Scene scene =
        Scene.of(
            ball.classifier(),
            SHAPE,
            Scene.both(
                Scene.around(ball.centre(), 6, 0.2, 1.5, 6),
                Scene.around(ball.centre(), 6, 2.2, 3, 7)));
    PathsStudy.Result result = scene.run(new PathsStudy(Scenario.PERTURBED_IMAGE, PAIRS));
    List<Integer> intoBall =
        IntStream.range(0, PAIRS)
            .filter(i -> result.samples().get(i).predicted() == 0)
            .boxed()
            .toList();
    assertThat(intoBall).isNotEmpty();
    for (int i : intoBall) {
      PathSample sample = result.samples().get(i);
      double[] x1 = scene.at(result.pairs().get(i).first());
      double[] x2 = scene.at(result.pairs().get(i).second());
      assertThat(sample.straight()).isTrue();
      assertThat(sample.straightDistance())
          .isEqualTo(Vectors.distance(x1, ball.nearest(x2)), within(0.021 * ball.distance(x2)));
    }
  }
}
