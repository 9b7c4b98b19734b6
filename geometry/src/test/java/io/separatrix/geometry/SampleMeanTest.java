package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleMeanTest {

  /** Tabulated 0.975 quantiles. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.7062",
    "2, 4.30265",
    "3, 3.18245",
    "4, 2.77645",
    "5, 2.57058",
    "10, 2.22814",
    "30, 2.04227",
    "1000000, 1.95997"
  })
  void studentQuantile_equalsTheTable(long freedom, double quantile) {
    assertThat(SampleMean.studentQuantile(freedom))
        .isCloseTo(quantile, Percentage.withPercentage(0.4));
  }

  @Test
  void of_values_givesMeanStandardErrorAndInterval() {
    SampleMean mean = SampleMean.of(1, 2, 3, 4, 5);
    assertThat(mean.mean()).isEqualTo(3);
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(mean.count()).isEqualTo(5);
    assertThat(mean.low()).isCloseTo(3 - 2.77645 * Math.sqrt(0.5), within(1e-3));
    assertThat(mean.high()).isCloseTo(3 + 2.77645 * Math.sqrt(0.5), within(1e-3));
  }

  @Test
  void of_oneValue_hasNoError() {
    SampleMean mean = SampleMean.of(7);
    assertThat(mean.mean()).isEqualTo(7);
    assertThat(mean.standardError()).isNaN();
    assertThat(mean.low()).isNaN();
  }

  @Test
  void of_nothing_isNoNumber() {
    SampleMean mean = SampleMean.of();
    assertThat(mean.count()).isZero();
    assertThat(mean.mean()).isNaN();
    assertThat(mean.low()).isNaN();
    assertThat(mean.high()).isNaN();
  }
}
