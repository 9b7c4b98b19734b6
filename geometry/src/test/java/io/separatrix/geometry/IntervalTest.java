package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.detection.RocCurve;
import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void interval_ofAShare_hasItsNumbersAndTheTrials() {
    Proportion share = new Proportion(3, 8);
    assertThat(share.interval()).isEqualTo(new Interval(0.375, share.low(), share.high(), 8));
  }

  @Test
  void interval_ofAMean_hasItsNumbersAndTheValues() {
    SampleMean mean = SampleMean.of(1, 2, 4);
    assertThat(mean.interval()).isEqualTo(new Interval(7 / 3.0, mean.low(), mean.high(), 3));
  }

  @Test
  void interval_ofAnArea_staysWithinZeroAndOne() {
    Interval overlapping =
        RocCurve.of(new double[] {1, 2, 3}, new double[] {2.5, 3.5, 4.5}).aucInterval();
    assertThat(overlapping.high()).isOne();
    assertThat(overlapping.count()).isEqualTo(3);
    Interval separated = RocCurve.of(new double[] {1, 2}, new double[] {3, 4}).aucInterval();
    assertThat(separated).isEqualTo(new Proportion(2, 2).interval());
  }

  @Test
  void interval_ofNothing_leavesOpenWhatIsUnknown() {
    assertThat(new Proportion(0, 0).interval()).isEqualTo(new Interval(Double.NaN, 0, 1, 0));
    assertThat(SampleMean.of(5).interval()).isEqualTo(new Interval(5, Double.NaN, Double.NaN, 1));
    assertThat(SampleMean.of().interval()).isEqualTo(Interval.NONE);
  }

  @Test
  void constructor_estimateOutsideItsInterval_isRefused() {
    assertThatThrownBy(() -> new Interval(2, 0, 1, 3)).hasMessageContaining("0.0, 2.0, 1.0");
    assertThatThrownBy(() -> new Interval(-1, 0, 1, 3)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> new Interval(Double.NaN, 1, 0, 3)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Interval(0, 0, 0, -1)).hasMessageContaining("-1");
  }
}
