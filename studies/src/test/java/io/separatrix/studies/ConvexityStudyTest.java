package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.testkit.Fashion;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvexityStudyTest {

  private static final int TRIALS = 400;

  @Test
  void run_convexRegions_intervalCountsImagesAndNotCombinations() {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, 100);
    ConvexityStudy.Summary summary;
    try (Experiment experiment = Experiment.of(Fashion.classifier(), images).open()) {
      summary = experiment.run(new ConvexityStudy(List.of(2, 4), TRIALS)).summary();
    }
    assertThat(summary.images()).isBetween(50, 100);
    double combinations = new Proportion(TRIALS, TRIALS).low();
    // The regions of affine logits are convex.
    for (int m = 0; m < 2; m++) {
      int disjoint = summary.images() / summary.k().get(m);
      Interval stays = summary.probability().get(m);
      assertThat(stays.estimate()).isEqualTo(1);
      assertThat(stays.count()).isEqualTo(TRIALS);
      assertThat(stays.low())
          .isEqualTo(new Proportion(disjoint, disjoint).low(), within(0.01))
          .isLessThan(combinations - 0.03);
      assertThat(stays.high()).isEqualTo(1);
    }
  }
}
