package io.separatrix.geometry.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrationTest {

  @Test
  void of_heldBack_falseAlarmsAtMostTheRate() {
    int alarms = 0;
    int trials = 400;
    for (int i = 0; i < trials; i++) {
      SplittableRandom seeded = Seeds.random(5, "calibration", i);
      double[] clean = IntStream.range(0, 99).mapToDouble(j -> seeded.nextGaussian()).toArray();
      Calibration calibration = Calibration.of(clean, 0.05);
      alarms += seeded.nextGaussian() > calibration.threshold() ? 1 : 0;
    }
    // 20 expected; five standard deviations of the binomial are 22.
    assertThat(alarms).isBetween(2, 42);
    assertThatThrownBy(() -> Calibration.of(new double[10], 0.05))
        .hasMessageContaining("at least 19");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 18, 48, 998})
  void of_smallestRate_isTheLargestValue(int samples) {
    double[] clean = Seeds.random(7, "calibration", samples).doubles(samples).toArray();
    double rate = Calibration.smallestRate(samples);
    assertThat(Calibration.of(clean, rate).threshold())
        .isEqualTo(Arrays.stream(clean).max().orElseThrow());
    assertThatThrownBy(() -> Calibration.of(clean, 0.99 * rate))
        .hasMessageContaining("needs at least");
  }

  @Test
  void calibratedRate_uniformValues_intervalHoldsTheTrueRate() {
    int held = 0;
    int trials = 400;
    for (int i = 0; i < trials; i++) {
      SplittableRandom seeded = Seeds.random(6, "calibration", i);
      double[] clean = seeded.doubles(60).toArray();
      Calibration calibration = Calibration.of(clean, 0.05);
      Proportion rate = calibration.calibratedRate();
      long above = Arrays.stream(clean).filter(value -> value > calibration.threshold()).count();
      assertThat(rate).isEqualTo(new Proportion(above, 60));
      double trueRate = 1 - calibration.threshold();
      held += rate.low() <= trueRate && trueRate <= rate.high() ? 1 : 0;
    }
    // 380 expected; five standard deviations of the binomial are 22.
    assertThat(held).isGreaterThanOrEqualTo(358);
  }
}
