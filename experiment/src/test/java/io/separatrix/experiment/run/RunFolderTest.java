package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.experiment.run.RunFolder.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Map<String, Object> CONFIGURATION =
      Map.of("mode", "NEAREST", "limit", 12, "search", Map.of("step", 0.25));

  @TempDir Path folder;
  private Path run = Path.of("");
  private @Nullable RunFolder last;

  record Numbers(int points, double median, double[] values, Double missing) {}

  @BeforeEach
  void nameRun() {
    run = folder.resolve("runs/first");
  }

  /** Starts a run; the one before, if there is one, has ended. */
  private RunFolder start(Existing existing, Map<String, Object> configuration) {
    return start(existing, Runs.manifest(configuration, "a".repeat(64), 7));
  }

  private RunFolder start(Existing existing, Manifest manifest) {
    endLast();
    last = RunFolder.start(run, existing, manifest);
    return last;
  }

  @AfterEach
  void endLast() {
    if (last != null) {
      last.close();
      last = null;
    }
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

    assertThatThrownBy(() -> start(Existing.RESUME, other))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("model.sha256", "aaaa", "bbbb", "seed: there 7, here 8");
  }

  @Test
  void overwrite_run_deletesItsFilesAndNoOthers() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    first.writeSummary(Map.of("points", 1));
    first.write("figures/norms.svg", out -> out.write(1));
    first.writeRows("basis.npy", new double[][] {{1}});
    Files.writeString(first.place("checkpoint.safetensors"), "half a training");
    Files.writeString(run.resolve(".samples.csv.partial"), "of another program");
    first.place("profiles.npy");
    Files.writeString(run.resolve(".profiles.npy.partial"), "half a file, killed");
    try (Journal<Integer> journal = first.journal("boundary", 2, Integer.class)) {
      journal.add(0, 1);
    }
    List<String> foreign =
        List.of(
            "notes.md",
            "thesis.csv",
            "mymodel.safetensors",
            "report-final.html",
            "figures/mine.svg",
            ".samples.csv.partial");
    for (String name : foreign) {
      Files.writeString(run.resolve(name), "mine");
    }

    start(Existing.OVERWRITE, Map.of("mode", "REFERENCE"));

    assertThat(files())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(foreign.stream(), Stream.of(RunFolder.MANIFEST, RunFiles.NAME)).toList());
  }

  @Test
  void overwrite_listThatLeadsOutOfTheFolder_deletesNothingThere() throws IOException {
    start(Existing.REFUSE, CONFIGURATION).writeSummary(Map.of("points", 1));
    endLast();
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("thesis.tex"), "years of work");
    Files.createSymbolicLink(run.resolve("figures"), outside);
    Files.writeString(
        run.resolve(RunFiles.NAME),
        "run.json\nfigures/thesis.tex\n../../outside/thesis.tex\n" + outside + "/thesis.tex\n");

    start(Existing.OVERWRITE, CONFIGURATION);

    assertThat(outside.resolve("thesis.tex")).hasContent("years of work");
  }

  @Test
  void overwrite_runWithoutAList_isRefusedAndUntouched() throws IOException {
    start(Existing.REFUSE, CONFIGURATION).writeSummary(Map.of("points", 1));
    endLast();
    Files.delete(run.resolve(RunFiles.NAME));

    for (Existing existing : Existing.values()) {
      assertThatThrownBy(() -> start(existing, CONFIGURATION))
          .isInstanceOf(RunFolderException.class)
          .hasMessageContaining(run.toString());
    }
    assertThat(files()).containsExactlyInAnyOrder(RunFolder.MANIFEST, RunFolder.SUMMARY);
  }

  @Test
  void write_nameThatSomebodyElseTook_isRefusedAndUntouched() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    Files.writeString(run.resolve("samples.csv"), "mine");

    assertThatThrownBy(() -> first.writeCsv("samples.csv", List.of("index"), List.of()))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("samples.csv", "move it away");
    assertThat(run.resolve("samples.csv")).hasContent("mine");
  }

  @Test
  void start_folderBeingWritten_isRefusedAndUntouched() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    first.writeSummary(Map.of("points", 1));
    List<String> before = files();

    for (Existing existing : Existing.values()) {
      assertThatThrownBy(
              () -> RunFolder.start(run, existing, Runs.manifest(CONFIGURATION, "a".repeat(64), 7)))
          .isInstanceOf(RunFolderException.class)
          .hasMessageContainingAll(
              run.toString(), "being written by another run", "another folder");
    }
    assertThat(files()).isEqualTo(before);
    first.writeSummary(Map.of("points", 2));
  }

  @Test
  void start_folderBeingWrittenByAnotherProcess_isRefusedUntilThatIsKilled() throws Exception {
    start(Existing.REFUSE, CONFIGURATION).writeSummary(Map.of("points", 1));
    endLast();
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('+');
      for (int i = 0; i < 2; i++) { // a refused run must not break the lock for the next
        assertThatThrownBy(() -> start(Existing.OVERWRITE, CONFIGURATION))
            .isInstanceOf(RunFolderException.class)
            .hasMessageContaining("being written by another run");
      }
    } finally {
      other.destroyForcibly().waitFor();
    }

    assertThat(files()).contains(RunFolder.SUMMARY);
    start(Existing.RESUME, CONFIGURATION);
  }

  /** Opens a run as the program does, works through a journal and waits to be killed. */
  static final class LockHolder {
    public static void main(String[] arguments) throws IOException {
      try (RunFolder folder =
          RunFolder.start(
              Path.of(arguments[0]),
              Existing.RESUME,
              Runs.manifest(CONFIGURATION, "a".repeat(64), 7))) {
        folder.journal("boundary", 2, Integer.class).close();
        System.out.print('+');
        System.out.flush();
        System.in.read();
      }
    }
  }

  @Test
  void discard_runWithAFinishedItem_keepsIt() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    try (Journal<Integer> journal = first.journal("boundary", 2, Integer.class)) {
      journal.add(0, 1);
    }
    List<String> before = files();

    assertThat(first.discardUnlessWorthKeeping()).isFalse();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void discard_runWithoutAFinishedItem_leavesOnlyWhatOthersWrote() throws IOException {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);
    first.journal("boundary", 2, Integer.class).close();
    Files.writeString(run.resolve("thesis.csv"), "mine");

    assertThat(first.discardUnlessWorthKeeping()).isTrue();

    assertThat(files()).containsExactly("thesis.csv");
  }

  @Test
  void discard_runAlone_deletesTheFolder() {
    RunFolder first = start(Existing.REFUSE, CONFIGURATION);

    assertThat(first.discardUnlessWorthKeeping()).isTrue();

    assertThat(run).doesNotExist();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.walk(run)) {
      return entries
          .filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString())
          .sorted()
          .toList();
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
        .hasMessageContainingAll("samples.csv", "No space left on device", "MiB left");
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
