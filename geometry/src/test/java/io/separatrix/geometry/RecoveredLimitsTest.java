package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecoveredLimitsTest {

  @Test
  void difference_ofTwoShares_isNewcombesMethod10() {
    // Newcombe 1998, table II, example (a): 56/70 less 48/80.
    Interval first = new Proportion(48, 80).interval();
    Interval second = new Proportion(56, 70).interval();
    Interval found = RecoveredLimits.difference(first, second, 0);
    assertThat(found.estimate()).isEqualTo(0.2, within(1e-12));
    assertThat(found.low()).isEqualTo(0.0524, within(5e-5));
    assertThat(found.high()).isEqualTo(0.3339, within(5e-5));
    assertThat(found.count()).isEqualTo(70);
  }

  @Test
  void difference_ofPairedMeans_isThatOfTheDifferences() {
    SplittableRandom random = new SplittableRandom(2);
    int n = 400;
    double[] a = new double[n];
    double[] b = new double[n];
    double[] differences = new double[n];
    for (int i = 0; i < n; i++) {
      double common = random.nextGaussian();
      a[i] = common + 0.3 * random.nextGaussian();
      b[i] = 1 + common + 0.3 * random.nextGaussian();
      differences[i] = b[i] - a[i];
    }
    Interval expected = SampleMean.of(differences).interval();
    Interval found =
        RecoveredLimits.difference(
            SampleMean.of(a).interval(), SampleMean.of(b).interval(), correlation(a, b));
    assertThat(found.low()).isEqualTo(expected.low(), within(1e-9));
    assertThat(found.high()).isEqualTo(expected.high(), within(1e-9));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = SampleMean.of(a).mean();
    double meanB = SampleMean.of(b).mean();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB) / (a.length - 1);
    }
    return sum / Math.sqrt(Variance.of(a) * Variance.of(b));
  }

  @Test
  void ratio_ofMeans_holdsTheTrueOneAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    int rounds = 2000;
    for (int round = 0; round < rounds; round++) {
      double[] a = new double[30];
      double[] b = new double[30];
      for (int i = 0; i < a.length; i++) {
        double common = random.nextGaussian();
        a[i] = 5 + common + random.nextGaussian();
        b[i] = 2 + 0.5 * common + 0.5 * random.nextGaussian();
      }
      Interval found =
          RecoveredLimits.ratio(
              SampleMean.of(a).interval(), SampleMean.of(b).interval(), correlation(a, b));
      held += found.low() <= 0.4 && 0.4 <= found.high() ? 1 : 0;
    }
    assertThat((double) held / rounds).isBetween(0.935, 0.965);
  }

  @Test
  void ratio_ofOneEstimateWithItself_isOne() {
    Interval a = new Interval(2, 1.5, 2.5, 10);
    Interval found = RecoveredLimits.ratio(a, a, 1);
    assertThat(found.low()).isEqualTo(1, within(1e-9));
    assertThat(found.high()).isEqualTo(1, within(1e-9));
  }

  @Test
  void ratio_denominatorThatMayBeZero_hasNoEnds() {
    Interval found = RecoveredLimits.ratio(new Interval(1, -1, 3, 5), new Interval(2, 1, 3, 5), 0);
    assertThat(found.estimate()).isEqualTo(2);
    assertThat(found.low()).isNaN();
    assertThat(found.high()).isNaN();
  }

  @Test
  void difference_correlationThatIsNone_isRefused() {
    Interval a = new Interval(2, 1.5, 2.5, 10);
    assertThatThrownBy(() -> RecoveredLimits.difference(a, a, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }
}
