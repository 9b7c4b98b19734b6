package io.separatrix.geometry.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConvexityTest {

  private static final int TRIALS = 4000;
  private static final Convexity CONVEXITY = new Convexity(List.of(1, 2, 3, 5, 10));

  private static ConvexitySample sample(
      AnalyticClassifier classifier, List<double[]> members, int width, long seed) {
    List<Integer> trials = IntStream.range(0, TRIALS).boxed().toList();
    return CONVEXITY.collect(
        new Lockstep(classifier, width)
            .map(
                trials,
                (trial, evaluator) ->
                    CONVEXITY.trial(
                        members, 0, Seeds.random(seed, "convexity", trial), evaluator)));
  }

  private static List<double[]> circle(int count, double radius) {
    List<double[]> points = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < count; i++) {
      points.add(UniformSampling.onSphere(random, 2, radius));
    }
    return points;
  }

  @Test
  void trial_inBall_alwaysStays() {
    AnalyticClassifier ball = AnalyticClassifiers.ball(2, 1);
    for (Proportion stays : sample(ball, circle(50, 0.999), 16, 1).stays()) {
      assertThat(stays).isEqualTo(new Proportion(TRIALS, TRIALS));
    }
  }

  /**
   * For two points on a circle of radius R at an angle theta the squared norm of the combination is
   * {@code R^2 (1 - 4 w (1 - w) sin^2(theta / 2))}; it stays outside radius a if {@code w (1 - w) <
   * q = (1 - a^2 / R^2) / (4 sin^2(theta / 2))}, which for uniform w has probability 1 if q >= 1/4
   * and {@code 1 - sqrt(1 - 4 q)} otherwise. The members fix the angles.
   */
  @Test
  void trial_inAnnulus_staysWithTheKnownProbability() {
    double radius = 1.5;
    List<double[]> members = circle(40, radius);
    ConvexitySample found = sample(AnalyticClassifiers.annulus(2, 1, 1.6), members, 16, 1);

    double sum = 0;
    for (double[] a : members) {
      for (double[] b : members) {
        double chord = Vectors.distance(a, b);
        if (chord > 0) {
          double sineSquared = chord * chord / (4 * radius * radius);
          double q = (1 - 1 / (radius * radius)) / (4 * sineSquared);
          sum += q >= 0.25 ? 1 : 1 - Math.sqrt(1 - 4 * q);
        }
      }
    }
    double expected = sum / (members.size() * (members.size() - 1));
    // Four standard errors instead of two: one seed, but no lucky one.
    double slack = 4 * Math.sqrt(expected * (1 - expected) / TRIALS);
    assertThat(found.sizes()).containsExactly(1, 2, 3, 5, 10);
    assertThat(found.stays().get(0).estimate()).isOne();
    assertThat(found.stays().get(1).estimate()).isBetween(expected - slack, expected + slack);
    assertThat(expected).isBetween(0.5, 0.8);
    for (int m = 1; m < found.stays().size(); m++) {
      assertThat(found.stays().get(m).estimate()).isLessThan(found.stays().get(m - 1).estimate());
    }
  }

  @Test
  void trial_ofOneSeed_doesNotDependOnTheWidth() {
    AnalyticClassifier annulus = AnalyticClassifiers.annulus(2, 1, 1.6);
    List<double[]> members = circle(40, 1.5);
    ConvexitySample one = sample(annulus, members, 7, 1);
    assertThat(sample(annulus, members, 33, 1)).isEqualTo(one);
    assertThat(sample(annulus, members, 33, 2)).isNotEqualTo(one);
  }

  @Test
  void trial_withTooFewMembers_isRefused() {
    assertThatThrownBy(
            () ->
                AnalyticClassifiers.ball(2, 1)
                    .run(
                        new double[2],
                        (x, evaluator) ->
                            CONVEXITY.trial(circle(9, 0.5), 0, new SplittableRandom(1), evaluator)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least 10 samples of label 0, found 9");
  }

  @Test
  void trial_drawsDistinctMembers() {
    AnalyticClassifier ball = AnalyticClassifiers.ball(2, 2);
    List<double[]> members = List.of(new double[] {1, 0}, new double[] {0, 1});
    Convexity pairs = new Convexity(List.of(2));
    for (int trial = 0; trial < 20; trial++) {
      long item = trial;
      double[][] seen = new double[1][];
      ball.run(
          new double[2],
          (x, evaluator) ->
              pairs.trial(
                  members,
                  0,
                  Seeds.random(1, "distinct", item),
                  new RecordingEvaluator(evaluator, points -> seen[0] = points[0])));
      // w_1 e_1 + w_2 e_2 has both entries positive and adding to 1.
      assertThat(seen[0][0]).isBetween(1e-9, 1 - 1e-9);
      assertThat(seen[0][0] + seen[0][1]).isBetween(1 - 1e-12, 1 + 1e-12);
    }
  }

  @Test
  void constructor_withoutSizes_isRefused() {
    assertThatThrownBy(() -> new Convexity(List.of())).hasMessageContaining("[]");
    assertThatThrownBy(() -> new Convexity(List.of(2, 0))).hasMessageContaining("[2, 0]");
  }
}
