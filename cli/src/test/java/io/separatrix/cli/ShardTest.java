package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in shards end with the files of a run in one piece. */
class ShardTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nearest boundary points, and what rests on them. */
  private static final String TWO_PASSES = "asymmetry";

  private static final int SHARDS = 2;

  @TempDir private Path folder = Path.of("");
  private String model = "";

  @BeforeEach
  void writeModel() throws IOException {
    model = SmallModels.random(folder).toString();
  }

  @Test
  void merge_finishedPass_isTheWholeToTheByte() throws IOException {
    run("boundary", "whole");
    for (int i = 0; i < SHARDS; i++) {
      String shard = i + "/" + SHARDS;
      CommandRun run = run("boundary", "part-" + i, "--shard", shard);
      assertThat(JSON.readTree(run.out()).get("shard").asText()).isEqualTo(shard);
      JsonNode manifest = JSON.readTree(folder.resolve("part-" + i + "/run.json").toFile());
      assertThat(manifest.get("complete").asBoolean()).isFalse();
      assertThat(manifest.get("shard").asText()).isEqualTo(shard);
      assertThat(folder.resolve("part-" + i + "/summary.json")).doesNotExist();
    }

    merge("merged");

    assertSame("merged", "summary.json", "samples.csv");
    JsonNode manifest = JSON.readTree(folder.resolve("merged/run.json").toFile());
    assertThat(manifest.get("complete").asBoolean()).isTrue();
    assertThat(manifest.get("sessions")).hasSize(SHARDS + 1);
    assertThat(folder.resolve("merged/report.html")).isNotEmptyFile();
  }

  @Test
  void merge_laterPassMissing_goesOnInOnePiece() throws IOException {
    run(TWO_PASSES, "whole");
    shards(TWO_PASSES);
    merge("merged");
    assertThat(folder.resolve("merged/summary.json")).doesNotExist();

    run(TWO_PASSES, "merged", "--resume");
    assertSame("merged", "summary.json");
  }

  @Test
  void merge_missingShard_isBadDataAndWritesNothing() throws IOException {
    run("boundary", "part-0", "--shard", "0/2");
    CommandRun run =
        CommandRun.of("merge", path("part-0"), "--out", path("merged"), "--format", "json");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("expected all 2 shards, missing 1/2");
    assertThat(folder.resolve("merged")).doesNotExist();
  }

  @Test
  void shard_outOfRange_isRefused() {
    CommandRun run = CommandRun.of("boundary", "--model", model, "--shard", "3/3");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("expected a shard i/n with 0 <= i < n");
  }

  private void shards(String command, String... options) throws IOException {
    for (int i = 0; i < SHARDS; i++) {
      List<String> all = new ArrayList<>(List.of("--shard", i + "/" + SHARDS));
      all.addAll(List.of(options));
      run(command, "part-" + i, all.toArray(String[]::new));
    }
  }

  private CommandRun run(String command, String out, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--model", model, "--data", "fashion-mnist-sample", "--limit", "5"));
    arguments.addAll(List.of("--out", path(out), "--format", "json"));
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private void merge(String out) {
    List<String> arguments = new ArrayList<>(List.of("merge"));
    for (int i = 0; i < SHARDS; i++) {
      arguments.add(path("part-" + i));
    }
    arguments.addAll(List.of("--out", path(out), "--overwrite", "--format", "json"));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private void assertSame(String run, String... files) {
    for (String file : files) {
      assertThat(folder.resolve(run).resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
