package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimedClassifierTest {

  private final TimedClassifier timed = new TimedClassifier(new Slow());

  @Test
  void count_callsOfEachKind_countsRowsAndFunctions() {
    LogitCombination f = LogitCombination.logit(0);
    timed.logits(new double[3][2]);
    timed.linearize(new double[2][2], new LogitCombination[][] {{f, f, f}, {}});
    assertThat(timed.count()).isEqualTo(new EvaluationCount(5, 3));
    timed.hessianVectorProducts(new double[1][2], new LogitCombination[] {f}, new double[1][2]);
    assertThat(timed.count()).isEqualTo(new EvaluationCount(6, 5));
  }

  @Test
  void seconds_callThatSleeps_areAtLeastTheSleep() {
    assertThat(timed.seconds()).isZero();
    timed.logits(new double[1][2]);
    double once = timed.seconds();
    assertThat(once).isGreaterThanOrEqualTo(0.005);
    timed.logits(new double[1][2]);
    assertThat(timed.seconds()).isGreaterThanOrEqualTo(once + 0.005);
  }

  @Test
  void everything_isThatOfTheClassifier() {
    assertThat(timed.dimension()).isEqualTo(2);
    assertThat(timed.classes()).isEqualTo(1);
    assertThat(timed.twiceDifferentiable()).isTrue();
    assertThat(timed.logits(new double[][] {{3, 4}})).isDeepEqualTo(new double[][] {{3}});
  }

  @Test
  void count_callThatFails_isUnchangedAndTheTimeIsNot() {
    assertThatThrownBy(() -> timed.logits(new double[1][0]))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThat(timed.count()).isEqualTo(EvaluationCount.ZERO);
    assertThat(timed.seconds()).isPositive();
  }

  /** {@code f(x) = x_1}, 5 ms a call. */
  private static final class Slow implements Classifier {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int classes() {
      return 1;
    }

    @Override
    public double[][] logits(double[][] points) {
      sleep();
      double[][] logits = new double[points.length][];
      for (int i = 0; i < points.length; i++) {
        logits[i] = new double[] {points[i][0]};
      }
      return logits;
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      return new Linearization[points.length];
    }

    @Override
    public boolean twiceDifferentiable() {
      return true;
    }

    @Override
    public double[][] hessianVectorProducts(
        double[][] points, LogitCombination[] functions, double[][] vectors) {
      return new double[points.length][2];
    }

    private static void sleep() {
      try {
        Thread.sleep(6);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
