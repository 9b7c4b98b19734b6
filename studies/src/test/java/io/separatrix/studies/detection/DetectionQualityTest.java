package io.separatrix.studies.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DetectionQualityTest {

  @Test
  void of_knownValues_countsByHand() {
    double[] clean = {-3, -2, -1, 0.5};
    double[] perturbed = {-0.5, 1, 2, 3};
    DetectionQuality quality =
        DetectionQuality.of(
            clean,
            perturbed,
            List.of(true, true, true, false),
            List.of(true, true, true, true),
            1.5);
    assertThat(quality.pairs()).isEqualTo(4);
    assertThat(
            Stream.of(
                    quality.auc(),
                    quality.bestAccuracy(),
                    quality.accuracyAtZero(),
                    quality.calibratedAccuracy(),
                    quality.detectionRate(),
                    quality.labelRecovery(),
                    quality.runnerUpRecovery())
                .map(Interval::count))
        .containsOnly(4L);
    // 15 of 16 pairs of a clean and a perturbed value are in order.
    assertThat(quality.auc().estimate()).isEqualTo(15 / 16.0, within(1e-12));
    // At 0: three clean ones and three perturbed ones are right.
    assertThat(quality.accuracyAtZero().estimate()).isEqualTo(6 / 8.0, within(1e-12));
    // Between -1 and -0.5, or between 0.5 and 1: one mistake.
    assertThat(quality.bestAccuracy().estimate()).isEqualTo(7 / 8.0, within(1e-12));
    assertThat(quality.bestAccuracy().low()).isLessThan(7 / 8.0);
    // At 1.5: all clean ones and two perturbed ones.
    assertThat(quality.calibratedAccuracy().estimate()).isEqualTo(6 / 8.0, within(1e-12));
    assertThat(quality.calibratedAccuracy().low()).isBetween(0.3, 0.75);
    assertThat(quality.detectionRate().estimate()).isEqualTo(2 / 4.0, within(1e-12));
    assertThat(quality.labelRecovery().estimate()).isEqualTo(3 / 4.0, within(1e-12));
    assertThat(quality.runnerUpRecovery().estimate()).isEqualTo(1);
    assertThat(quality.roc().falseAlarms()).startsWith(0).endsWith(1);
    assertThat(quality.roc().detections()).startsWith(0).endsWith(1);
  }

  @Test
  void name_ofAlpha_hasNoTrailingZeros() {
    assertThat(DetectStudy.name(1)).isEqualTo("1");
    assertThat(DetectStudy.name(2.5)).isEqualTo("2.5");
    assertThat(DetectStudy.name(10)).isEqualTo("10");
  }
}
