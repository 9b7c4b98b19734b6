package io.separatrix.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolder.Existing;
import io.separatrix.experiment.run.Runs;
import io.separatrix.experiment.run.Shard;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
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

  /** Random walks of a length that differs from item to item, as that of a search does. */
  private final class Walks implements Study<Walks.Result> {

    private final int fatal;

    Walks(int fatal) {
      this.fatal = fatal;
    }

    record Result(List<Walk> walks) implements StudyResult {
      @Override
      public Object summary() {
        return Map.of("walks", walks.size());
      }
    }

    @Override
    public String name() {
      return "walk";
    }

    @Override
    public Result run(StudyContext context) {
      return new Result(
          context
              .atMost(4)
              .journaled(
                  name(), Walk.class, ITEMS, (item, evaluator) -> walk(context, item, evaluator)));
    }

    private Walk walk(StudyContext context, int item, Evaluator evaluator) {
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

  @Test
  void journaled_withoutFolder_isTheSame() {
    List<Walk> kept = run("whole", Existing.REFUSE, Integer.MAX_VALUE);
    try (Experiment experiment = experiment().open()) {
      assertThat(experiment.run(new Walks(Integer.MAX_VALUE)).walks())
          .usingRecursiveComparison()
          .isEqualTo(kept);
    }
  }

  @Test
  void journaled_shards_leaveOutEachOthersItemsAndTogetherMakeTheWhole() {
    for (int i = 0; i < 2; i++) {
      int shard = i;
      worked.clear();
      assertThatThrownBy(
              () -> run("shards", Existing.RESUME, Integer.MAX_VALUE, new Shard(shard, 3)))
          .isInstanceOf(UnfinishedPassException.class);
      assertThat(worked).hasSize(10).allMatch(item -> item % 3 == shard);
    }
    List<Walk> whole = run("shards", Existing.RESUME, Integer.MAX_VALUE, new Shard(2, 3));
    assertThat(whole)
        .usingRecursiveComparison()
        .isEqualTo(run("whole", Existing.REFUSE, Integer.MAX_VALUE));
  }

  private List<Walk> run(String name, Existing existing, int fatal) {
    return run(name, existing, fatal, ItemSelection.ALL);
  }

  private List<Walk> run(String name, Existing existing, int fatal, ItemSelection items) {
    try (RunFolder run =
            RunFolder.start(
                folder.resolve(name), existing, Runs.manifest(Map.of(), "a".repeat(64), 11));
        Experiment experiment = experiment().items(items).open()) {
      experiment.keepIn(run);
      return experiment.run(new Walks(fatal)).walks();
    }
  }

  private ExperimentBuilder experiment() {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, ITEMS.size());
    return Experiment.of(Fashion.classifier(), images)
        .seed(11)
        .listener(
            new RunListener() {
              @Override
              public void at(String pass, int done, int total) {
                reported.add(done);
              }
            });
  }
}
