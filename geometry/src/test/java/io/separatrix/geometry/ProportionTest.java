package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** Ends as printed by R, {@code prop.test(..., correct = FALSE)}. */
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.4901625, 0.9433178",
    "50, 100, 0.4038315, 0.5961685",
    "0, 10, 0, 0.2775328",
    "10, 10, 0.7224672, 1"
  })
  void interval_ofCounts_equalsPublishedValues(
      long successes, long trials, double low, double high) {
    Proportion proportion = new Proportion(successes, trials);
    assertThat(proportion.low()).isCloseTo(low, within(1e-6));
    assertThat(proportion.high()).isCloseTo(high, within(1e-6));
  }

  @Test
  void interval_atItsEnds_solvesTheScoreEquation() {
    for (long n = 1; n < 60; n += 7) {
      for (long k = 0; k <= n; k++) {
        Proportion proportion = new Proportion(k, n);
        assertThat(proportion.low()).isBetween(0.0, proportion.estimate());
        assertThat(proportion.high()).isBetween(proportion.estimate(), 1.0);
        if (k > 0 && k < n) {
          for (double end : new double[] {proportion.low(), proportion.high()}) {
            double score = Math.abs(proportion.estimate() - end) / Math.sqrt(end * (1 - end) / n);
            assertThat(score).isCloseTo(1.959964, within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void interval_withoutTrials_isEverything() {
    Proportion nothing = Proportion.of(List.of());
    assertThat(nothing.estimate()).isNaN();
    assertThat(nothing.low()).isZero();
    assertThat(nothing.high()).isOne();
  }

  @Test
  void of_outcomes_countsTheTrueOnes() {
    assertThat(Proportion.of(List.of(true, false, true))).isEqualTo(new Proportion(2, 3));
  }

  @Test
  void constructor_withMoreSuccessesThanTrials_isRefused() {
    assertThatThrownBy(() -> new Proportion(4, 3)).hasMessageContaining("4 of 3");
  }
}
