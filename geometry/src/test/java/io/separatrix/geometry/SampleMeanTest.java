package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleMeanTest {

  /** 0.975 quantiles to 16 digits, from the incomplete beta function in 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736174704",
    "2, 4.3026527297494638",
    "3, 3.1824463052837095",
    "4, 2.7764451051977943",
    "5, 2.5705818356363155",
    "7, 2.3646242515927853",
    "10, 2.2281388519862747",
    "20, 2.0859634472658648",
    "30, 2.0422724563012383",
    "100, 1.9839715185235522",
    "1000, 1.9623390808264084",
    "1000000, 1.9599663568141070"
  })
  void studentQuantile_equalsTheExactOne(long freedom, double quantile) {
    assertThat(SampleMean.studentQuantile(freedom))
        .isCloseTo(quantile, Percentage.withPercentage(1e-9));
  }

  @Test
  void studentQuantile_oneOrTwoDegrees_equalsItsClosedForm() {
    assertThat(SampleMean.studentQuantile(1)).isCloseTo(Math.tan(Math.PI * 0.475), within(1e-10));
    assertThat(SampleMean.studentQuantile(2)).isCloseTo(0.95 / Math.sqrt(0.04875), within(1e-10));
  }

  @Test
  void of_values_givesMeanStandardErrorAndInterval() {
    SampleMean mean = SampleMean.of(1, 2, 3, 4, 5);
    assertThat(mean.mean()).isEqualTo(3);
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(mean.count()).isEqualTo(5);
    assertThat(mean.low()).isCloseTo(3 - 2.776445105197793 * Math.sqrt(0.5), within(1e-12));
    assertThat(mean.high()).isCloseTo(3 + 2.776445105197793 * Math.sqrt(0.5), within(1e-12));
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
