package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignShareTest {

  private static MeanAt mean(double value, double standardError) {
    return new MeanAt(value, standardError, 64, 0);
  }

  private static List<MeanAt> means(int positive, int negative, int open) {
    List<MeanAt> means = new ArrayList<>(Collections.nCopies(positive, mean(1, 0.1)));
    means.addAll(Collections.nCopies(negative, mean(-1, 0.1)));
    means.addAll(Collections.nCopies(open, mean(0.1, 0.1)));
    return means;
  }

  @Test
  void ofPositive_certainSigns_isWilsons() {
    SignShare share = SignShare.ofPositive(means(90, 10, 0));
    Proportion wilson = new Proportion(90, 100);
    assertThat(share.positive()).isEqualTo(0.9, within(1e-12));
    assertThat(share.low()).isEqualTo(wilson.low());
    assertThat(share.high()).isEqualTo(wilson.high());
    assertThat(share.undetermined()).isZero();
  }

  @Test
  void ofPositive_undeterminedSigns_widenTheIntervalBothWays() {
    SignShare share = SignShare.ofPositive(means(80, 10, 10));
    assertThat(share.positive()).isEqualTo(0.9, within(1e-12));
    assertThat(share.undetermined()).isEqualTo(10);
    assertThat(share.low()).isEqualTo(new Proportion(80, 100).low());
    assertThat(share.high()).isEqualTo(new Proportion(90, 100).high());
    SignShare other = SignShare.ofNegative(means(80, 10, 10));
    assertThat(other.low()).isEqualTo(1 - share.high(), within(1e-12));
    assertThat(other.high()).isEqualTo(1 - share.low(), within(1e-12));
  }

  @Test
  void ofPositive_flatPoints_areNeitherPositiveNorOpen() {
    SignShare share = SignShare.ofPositive(Collections.nCopies(20, mean(0, 0)));
    assertThat(share.positive()).isZero();
    assertThat(share.negative()).isZero();
    assertThat(share.undetermined()).isZero();
    assertThat(share.high()).isLessThan(0.2);
  }

  @Test
  void meanAt_withinRounding_isUndetermined() {
    assertThat(new MeanAt(-48, 0.6, 64, 63).undetermined()).isTrue();
    assertThat(new MeanAt(-48, 0.6, 64, 1).undetermined()).isFalse();
  }
}
