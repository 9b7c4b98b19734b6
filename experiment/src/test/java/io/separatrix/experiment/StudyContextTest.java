package io.separatrix.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolder.Existing;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.geometry.Vectors;
import io.separatrix.studies.Runs;
import io.separatrix.testkit.Fashion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyContextTest {

  private static final List<Integer> ITEMS = IntStream.range(0, 30).boxed().toList();

  @TempDir Path folder;
  private final List<Integer> worked = new ArrayList<>();
  private final List<Integer> reported = new ArrayList<>();

  record Walk(double margin, double[] end) {}

  @Test
  void journaled_killedAndResumed_equalsUninterrupted() {
    List<Walk> uninterrupted = run("whole", Existing.REFUSE, Integer.MAX_VALUE);
    worked.clear();

    assertThatThrownBy(() -> run("killed", Existing.REFUSE, 17))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("killed");
    int before = worked.size();
    reported.clear();
    List<Walk> resumed = run("killed", Existing.RESUME, Integer.MAX_VALUE);

    assertThat(resumed).usingRecursiveComparison().isEqualTo(uninterrupted);
    assertThat(before).isGreaterThanOrEqualTo(10);
    assertThat(reported.get(0)).isGreaterThanOrEqualTo(10);
    assertThat(reported.get(reported.size() - 1)).isEqualTo(ITEMS.size());
    assertThat(worked.subList(before, worked.size())).hasSize(ITEMS.size() - reported.get(0));
  }

  @Test
  void journaled_finishedStudy_doesNothingAgain() {
    List<Walk> first = run("whole", Existing.REFUSE, Integer.MAX_VALUE);
    worked.clear();

    List<Walk> again = run("whole", Existing.RESUME, Integer.MAX_VALUE);

    assertThat(worked).isEmpty();
    assertThat(again).usingRecursiveComparison().isEqualTo(first);
  }

  private List<Walk> run(String name, Existing existing, int fatal) {
    try (RunFolder run =
        RunFolder.start(
            folder.resolve(name), existing, Runs.manifest(Map.of(), "a".repeat(64), 11))) {
      return run(run, fatal);
    }
  }

  private List<Walk> run(RunFolder run, int fatal) {
    TimedClassifier classifier = new TimedClassifier(Fashion.classifier());
    StudyContext context =
        new StudyContext(
            classifier,
            Runs.model("means", "a".repeat(64)),
            Images.of(Fashion.data(), PixelRange.UNIT, 0, ITEMS.size()),
            4,
            11,
            run,
            (study, done, total) -> reported.add(done),
            new Stopwatch(classifier, 0));
    return context.journaled(
        "walk", Walk.class, ITEMS, (item, evaluator) -> walk(context, item, fatal, evaluator));
  }

  /** A random walk whose length differs from item to item, as that of a search does. */
  private Walk walk(StudyContext context, int item, int fatal, Evaluator evaluator) {
    synchronized (worked) {
      worked.add(item);
    }
    SplittableRandom random = Seeds.random(context.seed(), "walk", item);
    double[] point = context.image(item);
    double margin = 0;
    int steps = 1 + random.nextInt(6);
    for (int step = 0; step < steps; step++) {
      double[] logits = evaluator.logits(point);
      margin += logits[0] - logits[1];
      point = Vectors.addScaled(point, random.nextDouble(), context.image((item + step) % 30));
    }
    if (item == fatal) {
      throw new IllegalStateException("killed");
    }
    return new Walk(margin, point);
  }
}
