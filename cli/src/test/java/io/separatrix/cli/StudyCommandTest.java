package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands end to end, on real images and an untrained network. */
class StudyCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");
  private String model = "";

  @BeforeEach
  void writeModel() throws IOException {
    model = SmallModels.random(folder).toString();
  }

  private CommandRun run(Interruption interruption, String command, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                model,
                "--data",
                "fashion-mnist-sample",
                "--out",
                out.toString(),
                "--format",
                "json"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(interruption, arguments.toArray(String[]::new));
  }

  private JsonNode summary(String command, Path out, String... more) throws IOException {
    CommandRun run = run(new Interruption(), command, out, more);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode printed = JSON.readTree(run.out());
    assertThat(printed).isEqualTo(JSON.readTree(out.resolve("summary.json").toFile()));
    assertThat(JSON.readTree(out.resolve("run.json").toFile()).get("complete").asBoolean())
        .isTrue();
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    return printed;
  }

  @Test
  void inspect_lenet_saysWhatItIs() throws IOException {
    Path out = folder.resolve("inspect");
    CommandRun run = CommandRun.of("inspect", "--model", model, "--out", out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    assertThat(summary.get("piecewiseLinear").asBoolean()).isTrue();
    assertThat(summary.get("classes").asInt()).isEqualTo(10);
    assertThat(summary.get("inputShape").toString()).isEqualTo("[1,28,28]");
    assertThat(summary.get("operators").get("Conv").asInt()).isEqualTo(3);
  }

  @Test
  void predict_sample_countsEveryImage() throws IOException {
    JsonNode summary = summary("predict", folder.resolve("predict"), "--limit", "30");
    assertThat(summary.get("images").asInt()).isEqualTo(30);
    assertThat(summary.get("labelled").asInt()).isEqualTo(30);
    assertThat(summary.get("accuracy").asDouble())
        .isEqualTo(summary.get("correct").asInt() / 30.0, within(1e-12));
    assertThat(Files.readAllLines(folder.resolve("predict/samples.csv"))).hasSize(31);
  }

  @Test
  void predict_rangeThatTheModelWasNotTrainedOn_isSaid() throws IOException {
    CommandRun run =
        run(new Interruption(), "predict", folder.resolve("p"), "--range", "0,2", "--limit", "8");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("pixel-range: the model was trained on pixels 0,1");
  }

  @Test
  void boundary_otherBatchSizeAndThreads_findsTheSame() throws IOException {
    JsonNode one = summary("boundary", folder.resolve("a"), "--limit", "12", "--batch-size", "3");
    JsonNode other = summary("boundary", folder.resolve("b"), "--limit", "12", "--threads", "1");
    double norm = one.get("medianNorm").asDouble();
    assertThat(norm).isPositive();
    // Batches of other sizes round differently, and kinks make more of it.
    assertThat(other.get("medianNorm").asDouble()).isCloseTo(norm, within(1e-3 * norm));
    assertThat(one.get("maxResidual").asDouble()).isLessThan(1e-5);
  }

  @Test
  void boundary_quick_findsPointsWithFewerEvaluations() throws IOException {
    JsonNode full = summary("boundary", folder.resolve("a"), "--limit", "12");
    JsonNode quick = summary("boundary", folder.resolve("b"), "--limit", "12", "--mode", "quick");
    assertThat(quick.get("found").asInt()).isEqualTo(12);
    assertThat(quick.get("maxResidual").asDouble()).isLessThan(1e-5);
    assertThat(quick.get("evaluations").asLong()).isLessThan(full.get("evaluations").asLong());
    assertThat(quick.get("meanRelativeNormLow").asDouble())
        .isLessThan(quick.get("meanRelativeNorm").asDouble());
  }

  @Test
  void boundary_interruptedAndResumed_equalsAnUninterruptedRun() throws IOException {
    String[] options = {"--limit", "60", "--batch-size", "2", "--mode", "reference"};
    JsonNode whole = summary("boundary", folder.resolve("whole"), options);
    Path out = folder.resolve("stopped");
    Interruption interruption = new Interruption();
    Thread user = new Thread(() -> interruptAfterTheFirst(out, interruption));
    user.start();
    CommandRun stopped = run(interruption, "boundary", out, options);
    assertThat(stopped.code()).as(stopped.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.err()).contains("--resume");
    assertThat(out.resolve("summary.json")).doesNotExist();

    String[] resumed = Arrays.copyOf(options, options.length + 1);
    resumed[options.length] = "--resume";
    assertThat(summary("boundary", out, resumed)).isEqualTo(whole);
    assertThat(out.resolve("samples.csv"))
        .hasSameTextualContentAs(folder.resolve("whole/samples.csv"));
    JsonNode sessions = JSON.readTree(out.resolve("run.json").toFile()).get("sessions");
    assertThat(sessions).hasSize(2);
  }

  /** Waits for the first result on disk, as a user who has seen enough would. */
  private static void interruptAfterTheFirst(Path out, Interruption interruption) {
    Path journal = out.resolve("journal/boundary.jsonl");
    // The first line is shorter, that of an item with its perturbation longer.
    while (!Files.exists(journal) || journal.toFile().length() < 200) {
      Thread.onSpinWait();
    }
    interruption.request();
  }

  @Test
  void boundary_resumedWithOtherOptions_isRefused() throws IOException {
    Path out = folder.resolve("run");
    summary("boundary", out, "--limit", "4", "--mode", "reference");
    CommandRun run = run(new Interruption(), "boundary", out, "--limit", "4", "--resume");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("configuration.mode");
  }

  @Test
  void paths_smallScenarios_countEveryPair() throws IOException {
    for (String scenario : List.of("1", "2", "3")) {
      JsonNode summary =
          summary(
              "paths",
              folder.resolve("paths" + scenario),
              "--limit",
              "30",
              "--pairs",
              "4",
              "--scenario",
              scenario);
      assertThat(summary.get("pairs").asInt()).isEqualTo(4);
      assertThat(summary.get("connected").asInt() + summary.get("undetermined").asInt())
          .isEqualTo(4);
    }
  }

  @Test
  void convexity_oneImage_alwaysStays() throws IOException {
    JsonNode summary =
        summary(
            "convexity",
            folder.resolve("convexity"),
            "--limit",
            "40",
            "--k",
            "1,3",
            "--trials",
            "20");
    assertThat(summary.get("k").toString()).isEqualTo("[1,3]");
    assertThat(summary.get("probability").get(0).asDouble()).isEqualTo(1);
    assertThat(summary.get("low").get(0).asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void slice_sample_drawsBothMaps() throws IOException {
    Path out = folder.resolve("slice");
    JsonNode summary = summary("slice", out, "--limit", "30", "--resolution", "12");
    assertThat(summary.get("images")).hasSize(2);
    for (JsonNode file : summary.get("images")) {
      assertThat(out.resolve(file.asText())).isNotEmptyFile();
    }
  }

  @Test
  void report_runFolder_isDrawnAgain() throws IOException {
    Path out = folder.resolve("run");
    summary("predict", out, "--limit", "5");
    byte[] before = Files.readAllBytes(out.resolve("report.html"));
    Files.delete(out.resolve("report.html"));
    assertThat(CommandRun.of("report", out.toString()).code()).isEqualTo(ExitCode.DONE);
    assertThat(Files.size(out.resolve("report.html"))).isCloseTo(before.length, within(200L));
  }

  @Test
  void help_everyCommand_explainsItself() {
    CommandRun all = CommandRun.of("--help");
    assertThat(all.code()).isEqualTo(ExitCode.DONE);
    for (String command :
        List.of(
            "demo", "inspect", "predict", "boundary", "paths", "convexity", "slice", "report")) {
      assertThat(all.out()).contains(command);
      assertThat(CommandRun.of(command, "--help").out()).contains("Usage: separatrix " + command);
    }
  }

  @Test
  void version_namesTheLibraries() {
    assertThat(CommandRun.of("--version").out())
        .contains("separatrix", "java", "libtorch", "device");
  }
}
