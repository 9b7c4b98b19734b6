package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Remainders of which the norm as a whole is known, against the worst of them. */
class BallTest {

  private static final double NARROW = 1 + 1e-6;

  private static Ball ball(double radius) {
    return new Ball(new double[] {radius}, null);
  }

  private static SparseRule sum(double... factors) {
    int[] operands = new int[factors.length];
    int[] channels = new int[factors.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = i;
      channels[i] = 1;
    }
    SparseRule.Terms terms = new SparseRule.Terms(operands, new int[factors.length], factors, 0, 0);
    return new SparseRule(new int[] {1}, channels, new SparseRule.Terms[] {terms}, 0);
  }

  @Test
  void of_injections_isTheirNorm() {
    Ball ball = Ball.of(new double[][] {{3}, {4}}, 1);
    assertThat(ball.radius(0)).isBetween(5.0, 5 * NARROW);
    assertThat(ball.at(0, 0)).isEqualTo(3);
    assertThat(ball.at(1, 0)).isEqualTo(4);
  }

  /** Each square is lost in the sum of those before it, and all together are not. */
  @Test
  void of_manyBoundsThatASumRoundsAway_holdsThem() {
    double[][] injection = new double[1 << 20][];
    Arrays.fill(injection, new double[] {0x1p-27 * 0.99});
    injection[0] = new double[] {1};
    double norm = Math.sqrt(1 + (injection.length - 1) * 0x1p-54 * 0.98);
    assertThat(Ball.of(injection, 1).radius(0)).isGreaterThanOrEqualTo(norm);
  }

  @Test
  void of_boundsWhoseSquaresUnderflow_isNotNone() {
    assertThat(Ball.of(new double[][] {{1e-300}}, 1).radius(0)).isGreaterThanOrEqualTo(1e-300);
  }

  @Test
  void through_oneLayer_stretchesByItsNormAndAddsTheInjection() {
    Windows one = new Windows(new int[] {1}, new int[][] {{0}}, new int[][] {{0}}, new int[] {1});
    double[][] matrix = {{1, 1}, {1, -1}};
    LinearRule rule =
        new LinearRule(
            new int[] {2},
            one,
            1,
            1,
            Weights.exact(matrix, new double[2]),
            ConvolutionNorm.dense());
    Ball ball = ball(2);
    Ball through = ball.through(rule, List.of(ball), new double[][] {{0.5}, {1.2}});
    double stretched = Math.sqrt(8);
    assertThat(through.radius(0)).isBetween(stretched + 1.3, (stretched + 1.3) * 1.012);
    assertThat(through.at(0, 0)).isBetween(stretched + 0.5, (stretched + 0.5) * NARROW);
    assertThat(through.at(1, 0)).isBetween(stretched + 1.2, (stretched + 1.2) * NARROW);
  }

  @Test
  void through_lastLayer_hasANormOfItsOwn() {
    LinearRule last =
        new LinearRule(
                new int[] {2},
                new Windows(new int[] {1}, new int[][] {{0}}, new int[][] {{0}}, new int[] {1}),
                1,
                1,
                Weights.exact(new double[][] {{1}, {2}}, new double[2]),
                ConvolutionNorm.dense())
            .last(1, Weights.exact(new double[][] {{-1}}, new double[1]));
    Ball none = ball(0);
    assertThat(none.through(last, List.of(none), null).at(0, 0)).isZero();
    Ball some = ball(2);
    assertThat(some.through(last, List.of(some), null).radius(0)).isBetween(2.0, 2 * NARROW);
  }

  @Test
  void through_sum_addsTheParts() {
    Ball left = ball(2);
    Ball sum = left.through(sum(1, -3), List.of(left, ball(0.5)), null);
    assertThat(sum.radius(0)).isBetween(3.5, 3.5 * NARROW);
  }

  @Test
  void through_valuesSideBySide_addsSquares() {
    SparseRule.Terms[] terms = {
      new SparseRule.Terms(new int[] {0}, new int[1], new double[] {1}, 0, 0),
      new SparseRule.Terms(new int[] {1}, new int[1], new double[] {1}, 0, 0)
    };
    SparseRule concat = new SparseRule(new int[] {2}, new int[] {1, 1}, terms, 0);
    Ball left = ball(3);
    Ball joined = left.through(concat, List.of(left, ball(4)), null);
    assertThat(joined.radius(0)).isBetween(5.0, 5 * NARROW);
  }

  @Test
  void through_copies_countEachOne() {
    SparseRule.Terms copy = new SparseRule.Terms(new int[1], new int[1], new double[] {1}, 0, 0);
    SparseRule twice =
        new SparseRule(new int[] {2}, new int[] {1}, new SparseRule.Terms[] {copy, copy}, 0);
    Ball ball = ball(1);
    assertThat(ball.through(twice, List.of(ball), null).radius(0))
        .isBetween(Math.sqrt(2), Math.sqrt(2) * NARROW);
  }

  @Test
  void scaled_eachNeuron_takesTheLargestFactorForAll() {
    Ball scaled = ball(2).scaled(new double[][] {{3}, {2.5}}, new double[][] {{0}, {1}});
    assertThat(scaled.radius(0)).isBetween(7.0, 7 * NARROW);
    assertThat(scaled.at(0, 0)).isBetween(6.0, 6 * NARROW);
    assertThat(scaled.at(1, 0)).isBetween(6.0, 6 * NARROW);
  }

  @Test
  void maximum_overlappingWindows_countsTheOverlap() {
    Ball maximum = ball(2).maximum(new int[][] {{0, 1}, {1, 2}}, 2, new double[][] {{1}, {0}});
    assertThat(maximum.radius(0)).isBetween(Math.sqrt(8) + 1, (Math.sqrt(8) + 1) * NARROW);
  }

  /** Bounds of each neuron go on through |W|, and whichever is smaller counts. */
  @Test
  void through_boundsOfEachNeuron_mayBeTheSmallerOnes() {
    Windows one = new Windows(new int[] {1}, new int[][] {{0}}, new int[][] {{0}}, new int[] {1});
    double[][] matrix = {{3, 4}, {1, -1}};
    LinearRule rule =
        new LinearRule(
            new int[] {2},
            one,
            1,
            1,
            Weights.exact(matrix, new double[2]),
            ConvolutionNorm.dense());
    Ball ball = Ball.of(new double[][] {{1}, {0}}, 1);
    Ball through = ball.through(rule, List.of(ball), null);
    assertThat(through.at(0, 0)).isBetween(3.0, 3 * NARROW);
    assertThat(through.at(1, 0)).isBetween(1.0, NARROW);
    assertThat(through.radius(0)).isBetween(Math.sqrt(10), Math.sqrt(10) * NARROW);
  }

  @Test
  void maximum_boundsOfEachNeuron_takeTheLargestOfAWindow() {
    Ball ball = Ball.of(new double[][] {{1}, {3}, {2}}, 1);
    Ball maximum = ball.maximum(new int[][] {{0, 1}, {2}}, 1, new double[][] {{0}, {0.5}});
    assertThat(maximum.at(0, 0)).isBetween(3.0, 3 * NARROW);
    assertThat(maximum.at(1, 0)).isBetween(2.5, 2.5 * NARROW);
  }
}
