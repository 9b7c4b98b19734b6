package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.testkit.Fashion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvexityStudyTest {

  private static final int TRIALS = 400;

  @TempDir private Path folder = Path.of("");

  @Test
  void run_convexRegions_intervalCountsImagesAndNotCombinations() {
    TimedClassifier classifier = new TimedClassifier(Fashion.classifier());
    StudyContext context =
        new StudyContext(
            classifier,
            Runs.model("means", "a".repeat(64)),
            Images.of(Fashion.data(), PixelRange.UNIT, 0, 100),
            16,
            1,
            RunFolder.start(
                folder.resolve("run"),
                RunFolder.Existing.REFUSE,
                Runs.manifest(Map.of(), "a".repeat(64), 1)),
            (study, done, total) -> {},
            new Stopwatch(classifier, 0));
    ConvexityStudy.Summary summary =
        new ConvexityStudy(List.of(2, 4), TRIALS).run(context).summary();
    // The regions of affine logits are convex.
    assertThat(summary.probability()).containsOnly(1.0);
    assertThat(summary.images()).isBetween(50, 100);
    double combinations = new Proportion(TRIALS, TRIALS).low();
    for (int m = 0; m < 2; m++) {
      int disjoint = summary.images() / summary.k().get(m);
      assertThat(summary.low()[m])
          .isEqualTo(new Proportion(disjoint, disjoint).low(), within(0.01))
          .isLessThan(combinations - 0.03);
      assertThat(summary.high()[m]).isEqualTo(1);
    }
  }
}
