package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.cli.terminal.CommandErrors;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.cli.terminal.UnderWay;
import io.separatrix.experiment.run.WorkersLostException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the shell is told when something outside the program is not as it must be. */
class ExitCodeTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");
  private final StringWriter said = new StringWriter();
  private final UnderWay underWay = new UnderWay();

  private CommandErrors errors() {
    PrintWriter err = new PrintWriter(said);
    return new CommandErrors(new Host(err, err, false, List.of(), new Interruption(), underWay));
  }

  /** A full disk. */
  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void main_outputThatIsFull_isNotDone() {
    for (String[] arguments : new String[][] {{"--version"}, {"data", "list"}, {"--help"}}) {
      StringWriter err = new StringWriter();
      int code =
          Main.run(
              arguments,
              new PrintWriter(new Full()),
              new PrintWriter(err),
              false,
              new Interruption());
      assertThat(code).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString()).contains("could not be written to the standard output");
    }
  }

  @Test
  void fatal_outOfMemoryBeforeARun_doesNotPromiseAResumption() {
    assertThat(errors().fatal(new OutOfMemoryError())).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said.toString()).contains("JAVA_OPTS").doesNotContain("--resume");
  }

  @Test
  void fatal_outOfMemoryInARun_saysHowToGoOn() {
    underWay.in(Path.of("runs/a"));
    assertThat(errors().fatal(new OutOfMemoryError())).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(said.toString()).contains("JAVA_OPTS", "--resume --out runs");
  }

  @Test
  void handle_workersThatAreLost_saysWhatHappenedAndHowToGoOn() {
    underWay.in(Path.of("runs/a"));
    CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create());
    int code =
        errors()
            .handleExecutionException(
                new WorkersLostException("executor 1 is gone", new IOException()),
                command,
                command.parseArgs());
    assertThat(code).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(said.toString())
        .contains("executor 1 is gone", "--resume --out runs")
        .doesNotContain("defect", "interrupted");
  }

  @Test
  void predict_interruptedBeforeTheRun_doesNotPromiseAResumption() throws IOException {
    Interruption interruption = new Interruption();
    interruption.request();
    CommandRun run =
        CommandRun.of(
            interruption,
            "predict",
            "--model",
            SmallModels.random(folder).toString(),
            "--data",
            "fashion-mnist-sample",
            "--out",
            folder.resolve("run").toString());
    assertThat(run.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(run.err()).contains("interrupted").doesNotContain("--resume");
  }

  @Test
  void predict_fileNameThatCannotBe_isUsage() {
    CommandRun run = CommandRun.of("predict", "--model", "a\0b.onnx", "--data", "x");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void slice_displayThatIsNotThere_isDrawnAllTheSame() throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "slice",
                "--model",
                ToyModels.random(folder, 4, 3).toString(),
                "--data",
                ToyModels.images(folder, 24, 4).toString(),
                "--resolution",
                "8",
                "--out",
                folder.resolve("run").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    program.environment().put("DISPLAY", ":99");
    assertThat(program.start().waitFor()).as(Files.readString(log)).isZero();
  }

  @Test
  void report_damagedRun_isBadInput() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    assertThat(CommandRun.of("report", run.toString()).code()).isEqualTo(ExitCode.BAD_INPUT);
    for (String content : List.of("{\"schemaVersion\":1}", "null", "{", "")) {
      Files.writeString(run.resolve("run.json"), content);
      CommandRun report = CommandRun.of("report", run.toString());
      assertThat(report.code()).as(report.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(report.err()).contains("run.json is damaged");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void command_pipeOrDeviceAsAFile_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String model = SmallModels.random(folder).toString();
    for (Path file : List.of(pipe, Path.of("/dev/zero"))) {
      refused("predict", "--model", model, "--data", "fashion-mnist-sample", "--labels", file + "");
      refused(
          "detect", "--model", model, "--data", "fashion-mnist-sample", "--calibration", file + "");
      refused("detect", "--model", model, "--image", "x.png", "--calibration", file + "");
      refused(
          "sensitivity",
          "--model",
          model,
          "--data",
          "fashion-mnist-sample",
          "--limit",
          "3",
          "--basis",
          file + "");
      refused("predict", "--model", model, "--data", file + "");
      refused("predict", "--model", file + "", "--data", "fashion-mnist-sample");
    }
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.createSymbolicLink(run.resolve("run.json"), pipe);
    refused("report", run.toString());
  }

  private static void refused(String... arguments) {
    Assertions.assertTimeoutPreemptively(
        AT_ONCE,
        () -> {
          CommandRun run = CommandRun.of(arguments);
          assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
        });
  }
}
