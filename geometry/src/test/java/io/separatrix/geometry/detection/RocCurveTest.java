package io.separatrix.geometry.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RocCurveTest {

  @Test
  void of_knownSamples_aucAndThreshold() {
    RocCurve perfect = RocCurve.of(new double[] {-3, -2, -1}, new double[] {1, 2});
    assertThat(perfect.auc()).isEqualTo(1);
    assertThat(perfect.bestAccuracy()).isEqualTo(1);
    assertThat(perfect.bestThreshold()).isBetween(-1.0, 1.0);
    RocCurve even = RocCurve.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4});
    assertThat(even.auc()).isEqualTo(0.5);
    assertThat(even.aucInterval().low()).isLessThan(0.5);
    RocCurve mixed = RocCurve.of(new double[] {0, 1, 2, 3}, new double[] {2.5, 1.5, 4, 5});
    assertThat(mixed.auc()).isEqualTo((3 + 2 + 4 + 4) / 16.0);
    // DeLong: the perturbed lie above 3/4, 1/2, 1, 1 of the clean, the clean below 1, 1, 3/4, 1/2
    // of
    // the perturbed; both have the variance 0.171875 / 3.
    assertThat(mixed.aucStandardError()).isEqualTo(Math.sqrt(2 * 0.171875 / 3 / 4), within(1e-12));
    assertThat(mixed.points().get(0).falseAlarms()).isZero();
    assertThat(mixed.points().get(mixed.points().size() - 1).detections()).isEqualTo(1);
    assertThat(RocCurve.accuracy(new double[] {-1, 1}, new double[] {1, 2}, 0)).isEqualTo(0.75);
  }
}
