package io.separatrix.studies.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.studies.run.RunFolder.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Map<String, Object> CONFIGURATION =
      Map.of("mode", "NEAREST", "limit", 12, "search", Map.of("step", 0.25));

  @TempDir Path folder;
  private Path run = Path.of("");

  record Numbers(int points, double median, double[] values, Double missing) {}

  @BeforeEach
  void nameRun() {
    run = folder.resolve("runs/first");
  }

  private RunFolder start(Existing existing, Map<String, Object> configuration) {
    return RunFolder.start(run, existing, Runs.manifest(configuration, "a".repeat(64), 7));
  }

  @Test
  void start_folderWithSomethingInIt_isRefusedAndUntouched() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("thesis.tex"), "years of work");

    for (Existing existing : Existing.values()) {
      assertThatThrownBy(() -> start(existing, CONFIGURATION))
          .isInstanceOf(RunFolderException.class)
          .hasMessageContaining(run.toString());
    }

    try (var entries = Files.list(run)) {
      assertThat(entries).containsExactly(run.resolve("thesis.tex"));
    }
  }

  @Test
  void start_fileOfThatName_isRefused() throws IOException {
    Files.createDirectories(run.getParent());
    Files.writeString(run, "a file");

    assertThatThrownBy(() -> start(Existing.REFUSE, CONFIGURATION))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void resume_sameRun_keepsEarlierSessions() {
    start(Existing.REFUSE, CONFIGURATION).end(Runs.timings(3, 2, Map.of()), false);

    RunFolder resumed = start(Existing.RESUME, CONFIGURATION);

    Manifest manifest = RunFolder.open(run).manifest();
    assertThat(manifest).isEqualTo(resumed.manifest());
    assertThat(manifest.sessions()).hasSize(2);
    assertThat(manifest.sessions().get(0).timings()).isEqualTo(Runs.timings(3, 2, Map.of()));
    assertThat(manifest.complete()).isFalse();
  }

  @Test
  void resume_otherConfiguration_namesEveryKeyThatDiffers() {
    start(Existing.REFUSE, CONFIGURATION);

    assertThatThrownBy(
            () ->
                start(
                    Existing.RESUME,
                    Map.of("mode", "NEAREST", "search", Map.of("step", 0.5), "alpha", List.of(1))))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll(
            "configuration.search.step: there 0.25, here 0.5",
            "configuration.limit: there 12, here not set",
            "configuration.alpha: there not set, here [1]")
        .hasMessageNotContaining("mode");
  }

  @Test
  void resume_otherModelOrSeed_namesThem() {
    start(Existing.REFUSE, CONFIGURATION);
    Manifest other = Runs.manifest(CONFIGURATION, "b".repeat(64), 8);

    assertThatThrownBy(() -> RunFolder.start(run, Existing.RESUME, other))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("model.sha256", "aaaa", "bbbb", "seed: there 7, here 8");
  }

  @Test
  void overwrite_run_deletesItsFilesAndNoOthers() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    first.writeSummary(Map.of("points", 1));
    first.write("figures/norms.svg", out -> out.write(1));
    try (Journal<Integer> journal = first.journal("boundary", Integer.class)) {
      journal.add(0, 1);
    }
    Files.writeString(run.resolve("checkpoint.safetensors"), "half a training");
    Files.writeString(run.resolve("notes.md"), "mine");

    start(Existing.OVERWRITE, Map.of("mode", "REFERENCE"));

    try (var entries = Files.list(run)) {
      assertThat(entries)
          .containsExactlyInAnyOrder(run.resolve("notes.md"), run.resolve(RunFolder.MANIFEST));
    }
  }

  @Test
  void write_diskFull_saysWhichFileWhatIsLeftAndWhatToDo() {
    RunFolder folder = start(Existing.REFUSE, CONFIGURATION);

    assertThatThrownBy(
            () ->
                folder.write(
                    "samples.csv",
                    out -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("samples.csv", "No space left on device", "MiB left", "--out");
  }

  @Test
  void open_otherSchemaVersion_isRefused() throws IOException {
    start(Existing.REFUSE, CONFIGURATION);
    Path manifest = run.resolve(RunFolder.MANIFEST);
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 99"));

    assertThatThrownBy(() -> RunFolder.open(run))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("run.json", "expected schemaVersion 1, found 99");
  }

  @Test
  void open_truncatedManifest_isRefused() throws IOException {
    start(Existing.REFUSE, CONFIGURATION);
    Path manifest = run.resolve(RunFolder.MANIFEST);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.length() / 2));

    assertThatThrownBy(() -> RunFolder.open(run))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("run.json", "damaged");
  }

  @Test
  void writeSummary_numbersThatAreNotFinite_becomeNull() {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);

    first.writeSummary(
        new Numbers(
            3,
            Double.NaN,
            new double[] {1, Double.POSITIVE_INFINITY, 0.1},
            Double.NEGATIVE_INFINITY));

    JsonNode summary = first.readJson(RunFolder.SUMMARY, JsonNode.class);
    assertThat(summary.get("schemaVersion").intValue()).isEqualTo(1);
    assertThat(summary.get("points").intValue()).isEqualTo(3);
    assertThat(summary.get("median").isNull()).isTrue();
    assertThat(summary.get("missing").isNull()).isTrue();
    assertThat(summary.get("values")).hasToString("[1.0,null,0.1]");
    assertThat(first.readText(RunFolder.SUMMARY)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void writeCsv_awkwardCells_areQuoted() {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);

    first.writeCsv(
        RunFolder.SAMPLES,
        List.of("index", "name"),
        List.of(Arrays.asList(1, "a,b"), Arrays.asList(2, null), Arrays.asList(3, "say \"x\"")));

    assertThat(first.readText(RunFolder.SAMPLES))
        .isEqualTo("index,name\n1,\"a,b\"\n2,\n3,\"say \"\"x\"\"\"\n");
  }

  @Test
  void manifest_readBack_isEqual() {
    Map<String, Object> configuration = new LinkedHashMap<>(CONFIGURATION);
    configuration.put("range", new double[] {0, 1});
    RunFolder first = start(Existing.REFUSE, configuration);
    first.end(
        Runs.timings(1.5, 1.25, Map.of("boundary", new Timings.Phase(1.5, 1.25, null))), true);

    assertThat(RunFolder.open(run).manifest()).isEqualTo(first.manifest());
  }
}
