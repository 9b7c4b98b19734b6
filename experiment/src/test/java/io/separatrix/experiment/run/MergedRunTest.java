package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder.Existing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedRunTest {

  private static final int ITEMS = 7;
  private static final String HASH = "a".repeat(64);

  @TempDir private Path folder = Path.of("");

  /** What an item finds; NaN and a number without a short decimal form have to stay as they are. */
  record Result(double norm, double[] point) {
    static Result of(int item) {
      return new Result(item == 3 ? Double.NaN : 1.0 / (item + 1), new double[] {item, Math.E});
    }
  }

  @Test
  void of_allShards_hasEveryItemToTheBitAndLeavesTheShardsAlone() throws IOException {
    List<Path> shards = IntStream.range(0, 3).mapToObj(i -> shard(i, 3, 1)).toList();
    List<String> before = contents(shards);

    MergedRun.of(shards, folder.resolve("whole"), false);

    assertThat(contents(shards)).isEqualTo(before);
    try (RunFolder whole =
        RunFolder.start(
            folder.resolve("whole"), Existing.RESUME, Runs.manifest(Map.of(), HASH, 1))) {
      try (Journal<Result> journal = whole.journal("boundary", ITEMS, Result.class)) {
        assertThat(journal.finished()).hasSize(ITEMS);
        journal
            .finished()
            .forEach(
                (item, result) -> {
                  assertThat(Double.doubleToLongBits(result.norm()))
                      .isEqualTo(Double.doubleToLongBits(Result.of(item).norm()));
                  assertThat(result.point()).containsExactly(Result.of(item).point());
                });
      }
      assertThat(whole.manifest().shard()).isNull();
      assertThat(whole.manifest().complete()).isFalse();
    }
  }

  @Test
  void of_shardsOfTheNextRound_takesItemsThatAllOfThemHaveOnce() {
    List<Path> shards = List.of(shard(0, 2, 1), shard(1, 2, 1));
    add(shards.get(0), "paths", List.of(0, 1, 2));
    add(shards.get(1), "paths", List.of(1, 2, 3));

    MergedRun.of(shards, folder.resolve("whole"), false);

    assertThat(folder.resolve("whole/journal/paths.jsonl"))
        .content()
        .hasLineCount(5)
        .containsSubsequence("\"item\":0", "\"item\":1", "\"item\":2", "\"item\":3");
  }

  @Test
  void of_whatDoesNotFitTogether_isRefusedAndNothingIsWritten() {
    Path zero = shard(0, 3, 1);
    Path one = shard(1, 3, 1);
    Path two = shard(2, 3, 1);
    assertRefused("missing 1/3", zero, two);
    assertRefused("expected each shard once, found 0/3", zero, one, copied(zero));
    assertRefused("expected one of 3 shards, found 1/2", zero, one, two, shard(1, 2, 1));
    assertRefused("seed: there 1, here 2", zero, one, shard(2, 3, 2));
    assertRefused("found a whole run", zero, one, ended(folder.resolve("all"), null, 1, true));
    assertRefused(
        "one that was interrupted",
        zero,
        one,
        ended(folder.resolve("i"), new Shard(2, 3), 1, false));
    assertRefused("expected run.json", zero, one, folder.resolve("nothing"));
  }

  @Test
  void of_otherResultOfOneItem_isRefused() {
    Path zero = shard(0, 2, 1);
    Path one = shard(1, 2, 1);
    add(zero, "paths", List.of(5));
    try (RunFolder run = reopened(one);
        Journal<Result> journal = run.journal("paths", ITEMS, Result.class)) {
      journal.add(5, new Result(Math.nextUp(1.0 / 6), new double[] {5, Math.E}));
    }
    assertRefused("item 5: expected the same result", zero, one);
  }

  @Test
  void of_changedLine_isRefused() throws IOException {
    Path zero = shard(0, 2, 1);
    Path one = shard(1, 2, 1);
    Path journal = one.resolve("journal/boundary.jsonl");
    Files.writeString(journal, Files.readString(journal).replace("0.1666", "0.1667"));
    assertRefused("line 2 was damaged or changed", zero, one);
  }

  @Test
  void of_tornLastLine_leavesItsItemOpen() throws IOException {
    Path zero = shard(0, 2, 1);
    Path one = shard(1, 2, 1);
    Files.writeString(
        one.resolve("journal/boundary.jsonl"), "{\"item\":", StandardOpenOption.APPEND);

    MergedRun.of(List.of(zero, one), folder.resolve("whole"), false);

    assertThat(folder.resolve("whole/journal/boundary.jsonl")).content().hasLineCount(ITEMS + 1);
  }

  @Test
  void of_folderThatIsAShardOrTaken_isRefused() {
    Path zero = shard(0, 2, 1);
    Path one = shard(1, 2, 1);
    List<Path> shards = List.of(zero, one);
    assertThatThrownBy(() -> MergedRun.of(shards, one, true))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("none of the shards");
    MergedRun.of(shards, folder.resolve("whole"), false);
    assertThatThrownBy(() -> MergedRun.of(shards, folder.resolve("whole"), false))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("not empty");
    MergedRun.of(shards, folder.resolve("whole"), true);
    try (RunFolder running = reopened(zero)) {
      running.place("a.txt");
      assertThatThrownBy(() -> MergedRun.of(shards, folder.resolve("whole"), true))
          .isInstanceOf(RunFolderException.class)
          .hasMessageContaining("written by another run");
    }
    assertThat(folder.resolve("whole/journal/boundary.jsonl")).isNotEmptyFile();
  }

  @Test
  void shard_text_isReadAsItIsWritten() {
    assertThat(Shard.of("2/3")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
    for (String wrong : List.of("3/3", "-1/3", "1", "1/0", "a/b", "1/3/4", "99999999999/1", "")) {
      assertThatThrownBy(() -> Shard.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a shard i/n with 0 <= i < n");
    }
  }

  private void assertRefused(String why, Path... shards) {
    Path out = folder.resolve("refused");
    assertThatThrownBy(() -> MergedRun.of(List.of(shards), out, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(why);
    assertThat(out).doesNotExist();
  }

  private Path shard(int index, int count, long seed) {
    Path directory = folder.resolve("shard-" + index + "-" + count + "-" + seed);
    return ended(directory, new Shard(index, count), seed, true);
  }

  private static Path ended(Path directory, @Nullable Shard shard, long seed, boolean finished) {
    Manifest manifest = Runs.manifest(Map.of(), HASH, seed);
    try (RunFolder run =
        RunFolder.start(
            directory, Existing.REFUSE, shard == null ? manifest : manifest.ofShard(shard))) {
      try (Journal<Result> journal = run.journal("boundary", ITEMS, Result.class)) {
        for (int item = ITEMS - 1; item >= 0; item--) {
          if (shard == null || shard.has("boundary", item)) {
            journal.add(item, Result.of(item));
          }
        }
      }
      if (finished) {
        run.endWaiting(Runs.timings(1, 1, Map.of()));
      }
    }
    return directory;
  }

  private static void add(Path shard, String pass, List<Integer> items) {
    try (RunFolder run = reopened(shard);
        Journal<Result> journal = run.journal(pass, ITEMS, Result.class)) {
      items.forEach(item -> journal.add(item, Result.of(item)));
    }
  }

  private static RunFolder reopened(Path shard) {
    return RunFolder.open(shard);
  }

  private Path copied(Path shard) {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(shard)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(shard.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static List<String> contents(List<Path> folders) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path each : folders) {
      try (Stream<Path> files = Files.walk(each)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.add(file + "\n" + Files.readString(file));
        }
      }
    }
    return all;
  }
}
