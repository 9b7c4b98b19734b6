package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.Annulus;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Fashion;
import io.separatrix.testkit.HalfSpace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvexityStudyTest {

  private static final int TRIALS = 400;

  @Test
  void run_convexRegions_intervalCountsImagesAndNotCombinations() {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, 100);
    ConvexityStudy.Summary summary;
    try (Experiment experiment = Experiment.of(Fashion.classifier(), images).open()) {
      summary = experiment.run(new ConvexityStudy(List.of(2, 4), TRIALS)).summary();
    }
    assertThat(summary.images()).isBetween(50, 100);
    double combinations = new Proportion(TRIALS, TRIALS).low();
    // The regions of affine logits are convex.
    for (int m = 0; m < 2; m++) {
      int disjoint = summary.images() / summary.k().get(m);
      Interval stays = summary.probability().get(m);
      assertThat(stays.estimate()).isEqualTo(1);
      assertThat(stays.count()).isEqualTo(TRIALS);
      assertThat(stays.low())
          .isEqualTo(new Proportion(disjoint, disjoint).low(), within(0.01))
          .isLessThan(combinations - 0.03);
      assertThat(stays.high()).isEqualTo(1);
    }
  }

  private static double share(ConvexityStudy.Summary summary, int m) {
    return summary.probability().get(m).estimate();
  }

  private static double low(ConvexityStudy.Summary summary, int m) {
    return summary.probability().get(m).low();
  }

  private static double high(ConvexityStudy.Summary summary, int m) {
    return summary.probability().get(m).high();
  }

  @Test
  void run_ball_everyCombinationStays() {
    Ball ball = new Ball(new double[] {1, 0, 2, 0, 0, -1}, 2);
    Scene scene =
        Scene.of(
            ball.classifier(),
            new ImageShape(1, 2, 3),
            Scene.around(ball.centre(), 30, 1.8, 1.999, 1));
    ConvexityStudy.Summary summary =
        scene.run(new ConvexityStudy(List.of(1, 2, 5, 20), TRIALS)).summary();
    assertThat(summary.k()).containsExactly(1, 2, 5, 20);
    assertThat(summary.regions()).isEqualTo(1);
    assertThat(summary.images()).isEqualTo(30);
    for (int m = 0; m < 4; m++) {
      assertThat(share(summary, m)).isEqualTo(1);
      assertThat(low(summary, m)).isStrictlyBetween(0.0, 1.0);
      assertThat(high(summary, m)).isEqualTo(1);
    }
  }

  @Test
  void run_halfSpace_bothRegionsTakePartAndStay() {
    HalfSpace half = new HalfSpace(new double[] {1, 2, -1, 0}, 0.2);
    Scene scene =
        Scene.of(
            half.classifier(), new ImageShape(1, 2, 2), Scene.around(new double[4], 40, 0.5, 3, 2));
    ConvexityStudy.Result result = scene.run(new ConvexityStudy(List.of(2, 6), TRIALS));
    assertThat(result.summary().regions()).isEqualTo(2);
    assertThat(result.summary().images()).isEqualTo(40);
    assertThat(Scene.column(result, "stays")).containsOnly(true);
    // Regions take part in proportion to their images: within 4.5 deviations of 2 TRIALS rows.
    double inside =
        scene.images().items().stream().filter(i -> half.contains(scene.at(i))).count() / 40.0;
    double found =
        Scene.column(result, "predicted").stream().filter(label -> label.equals(0)).count()
            / (2.0 * TRIALS);
    double deviation = Math.sqrt(inside * (1 - inside) / TRIALS);
    assertThat(found).isEqualTo(inside, within(4.5 * deviation));
  }

  /** Of two points on a circle, a random part of the chord that does not cross the hole. */
  private static double ofChords(double radius, double hole) {
    int steps = 10_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double half = Math.PI * (i + 0.5) / steps / 2;
      double away = radius * Math.cos(half);
      double crossed = Math.sqrt(Math.max(0, hole * hole - away * away));
      sum += 1 - crossed / (radius * Math.sin(half));
    }
    return sum / steps;
  }

  @Test
  void run_ring_knownProbabilityOfPairsAndSimulatedOneOfMore() {
    double hole = 1.2;
    double radius = 2;
    int trials = 1000;
    Annulus ring = new Annulus(2, hole, 2.5);
    double[][] points = Scene.around(new double[2], 40, radius, radius, 3);
    Scene scene = Scene.of(ring.classifier(), new ImageShape(1, 1, 2), points);
    ConvexityStudy.Summary summary =
        scene.run(new ConvexityStudy(List.of(1, 2, 4), trials)).summary();
    assertThat(share(summary, 0)).isEqualTo(1);

    double pairs = 0;
    for (double[] a : points) {
      for (double[] b : points) {
        pairs += a == b ? 0 : ring.insideShare(a, b) / (40 * 39);
      }
    }
    assertThat(pairs).isBetween(0.5, 0.95);
    assertThat(share(summary, 1)).isEqualTo(pairs, within(deviations(pairs, trials)));

    int draws = 20_000;
    double simulated = simulated(ring, points, 4, draws);
    assertThat(simulated).isStrictlyBetween(0.0, pairs);
    assertThat(share(summary, 2))
        .isEqualTo(simulated, within(deviations(simulated, trials, draws)));

    // The interval is about other images of the circle, two and a half times as wide by five
    // deviations instead of two.
    double circle = ofChords(radius, hole);
    assertThat(circle)
        .isBetween(
            share(summary, 1) - 2.5 * (share(summary, 1) - low(summary, 1)),
            share(summary, 1) + 2.5 * (high(summary, 1) - share(summary, 1)));
    for (int m = 0; m < 3; m++) {
      assertThat(share(summary, m)).isBetween(low(summary, m), high(summary, m));
    }
  }

  /** Five standard deviations of the difference of shares of so many draws. */
  private static double deviations(double share, int... draws) {
    double variance = 0;
    for (int n : draws) {
      variance += share * (1 - share) / n;
    }
    return 5 * Math.sqrt(variance);
  }

  private static double simulated(Annulus ring, double[][] points, int k, int draws) {
    Random random = new Random(11);
    int stay = 0;
    for (int draw = 0; draw < draws; draw++) {
      boolean[] taken = new boolean[points.length];
      double[] sum = new double[2];
      double total = 0;
      for (int i = 0; i < k; i++) {
        int item;
        do {
          item = random.nextInt(points.length);
        } while (taken[item]);
        taken[item] = true;
        double weight = -Math.log(1 - random.nextDouble());
        total += weight;
        sum = Vectors.addScaled(sum, weight, points[item]);
      }
      stay += ring.contains(Vectors.scale(1 / total, sum)) ? 1 : 0;
    }
    return (double) stay / draws;
  }
}
