package io.separatrix.studies.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
    // 15 of 16 pairs of a clean and a perturbed value are in order.
    assertThat(quality.auc()).isEqualTo(15 / 16.0, within(1e-12));
    // At 0: three clean ones and three perturbed ones are right.
    assertThat(quality.accuracyAtZero()).isEqualTo(6 / 8.0, within(1e-12));
    // Between -1 and -0.5, or between 0.5 and 1: one mistake.
    assertThat(quality.bestAccuracy()).isEqualTo(7 / 8.0, within(1e-12));
    assertThat(quality.bestAccuracyLow()).isLessThan(7 / 8.0);
    // At 1.5: all clean ones and two perturbed ones.
    assertThat(quality.calibratedAccuracy()).isEqualTo(6 / 8.0, within(1e-12));
    assertThat(quality.calibratedAccuracyLow()).isBetween(0.3, 0.75);
    assertThat(quality.detectionRate()).isEqualTo(2 / 4.0, within(1e-12));
    assertThat(quality.labelRecovery()).isEqualTo(3 / 4.0, within(1e-12));
    assertThat(quality.runnerUpRecovery()).isEqualTo(1);
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
