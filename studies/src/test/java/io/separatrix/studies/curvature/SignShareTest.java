package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignShareTest {

  private static MeanCurvatureEstimate mean(double value, double standardError) {
    return new MeanCurvatureEstimate(value, standardError, 64, 0);
  }

  private static List<MeanCurvatureEstimate> means(int positive, int negative, int open) {
    List<MeanCurvatureEstimate> means =
        new ArrayList<>(Collections.nCopies(positive, mean(1, 0.1)));
    means.addAll(Collections.nCopies(negative, mean(-1, 0.1)));
    means.addAll(Collections.nCopies(open, mean(0.1, 0.1)));
    return means;
  }

  @Test
  void ofPositive_certainSigns_isWilsons() {
    List<MeanCurvatureEstimate> means = means(90, 10, 0);
    assertThat(SignShare.ofPositive(means)).isEqualTo(new Proportion(90, 100).interval());
    assertThat(SignShare.ofNegative(means)).isEqualTo(new Proportion(10, 100).interval());
    assertThat(SignShare.undetermined(means)).isZero();
  }

  @Test
  void ofPositive_undeterminedSigns_widenTheIntervalBothWays() {
    List<MeanCurvatureEstimate> means = means(80, 10, 10);
    assertThat(SignShare.undetermined(means)).isEqualTo(10);
    Interval share = SignShare.ofPositive(means);
    assertThat(share.estimate()).isEqualTo(0.9, within(1e-12));
    assertThat(share.count()).isEqualTo(100);
    assertThat(share.low()).isEqualTo(new Proportion(80, 100).low());
    assertThat(share.high()).isEqualTo(new Proportion(90, 100).high());
    Interval other = SignShare.ofNegative(means);
    assertThat(other.estimate()).isEqualTo(0.1, within(1e-12));
    assertThat(other.low()).isEqualTo(1 - share.high(), within(1e-12));
    assertThat(other.high()).isEqualTo(1 - share.low(), within(1e-12));
  }

  @Test
  void ofPositive_flatPoints_areNeitherPositiveNorOpen() {
    List<MeanCurvatureEstimate> flat = Collections.nCopies(20, mean(0, 0));
    assertThat(SignShare.ofPositive(flat).estimate()).isZero();
    assertThat(SignShare.ofPositive(flat).high()).isLessThan(0.2);
    assertThat(SignShare.ofNegative(flat).estimate()).isZero();
    assertThat(SignShare.undetermined(flat)).isZero();
  }

  @Test
  void ofPositive_noPoints_knowsNothing() {
    Interval none = SignShare.ofPositive(List.of());
    assertThat(none.estimate()).isNaN();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(1);
    assertThat(none.count()).isZero();
  }

  @Test
  void meanAt_withinRounding_isUndetermined() {
    assertThat(new MeanCurvatureEstimate(-48, 0.6, 64, 63).undetermined()).isTrue();
    assertThat(new MeanCurvatureEstimate(-48, 0.6, 64, 1).undetermined()).isFalse();
  }
}
