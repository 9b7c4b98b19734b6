package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that other programs wrote. */
class ModelFilesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] SCRIPT = {"--allow-code", "--input-shape", "1,28,28"};

  @TempDir private Path folder = Path.of("");

  private CommandRun run(String command, Path model, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                model.toString(),
                "--data",
                "fashion-mnist-sample",
                "--limit",
                "20",
                "--out",
                folder.resolve("run").toString(),
                "--overwrite"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode summary(String command, Path model, String... more) throws IOException {
    CommandRun run = run(command, model, more);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return JSON.readTree(folder.resolve("run/summary.json").toFile());
  }

  @Test
  void studies_torchScript_findWhatTheyFindForOnnx() throws IOException {
    Path onnx = LinearModels.onnx(folder);
    Path script = LinearModels.torchScript(folder);
    for (String command : List.of("predict", "boundary")) {
      JsonNode expected = summary(command, onnx, "--range", "0,1");
      JsonNode found = summary(command, script, "--range", "0,1", SCRIPT[0], SCRIPT[1], SCRIPT[2]);
      String number = command.equals("predict") ? "medianMargin" : "medianNorm";
      double value = expected.get(number).asDouble();
      assertThat(value).isPositive();
      assertThat(found.get(number).asDouble()).isCloseTo(value, within(1e-5 * value));
    }
  }

  @Test
  void inspect_torchScript_saysWhatCanBeSeen() throws IOException {
    JsonNode summary = summary("inspect", LinearModels.torchScript(folder), SCRIPT);
    assertThat(summary.get("operators").toString()).isEqualTo("{\"TorchScript\":1}");
    assertThat(summary.get("parameters").asLong()).isEqualTo(7840);
    assertThat(summary.get("piecewiseLinear").asBoolean()).isTrue();
    assertThat(summary.get("classes").asInt()).isEqualTo(10);
  }

  @Test
  void inspect_onnxWithPeculiarities_namesEach() throws IOException {
    JsonNode summary = summary("inspect", LinearModels.onnx(folder));
    assertThat(summary.get("preflight").findValuesAsText("name"))
        .contains("softmax-removed", "fixed-batch", "input-output", "piecewise-linear");
    assertThat(summary.get("parameters").asLong()).isEqualTo(7840);
  }

  @Test
  void predict_labelsFile_namesTheClasses() throws IOException {
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "kind-" + i).toList();
    Path labels = Files.write(folder.resolve("names.txt"), names);
    summary("predict", LinearModels.onnx(folder), "--labels", labels.toString());
    JsonNode run = JSON.readTree(folder.resolve("run/run.json").toFile());
    assertThat(run.get("model").get("classNames"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(names);
  }

  private void refused(CommandRun run, int code, String... words) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void predict_torchScriptWithoutLeave_isRefusedAsAProgram() {
    Path model = LinearModels.torchScript(folder);
    refused(run("predict", model), ExitCode.BAD_INPUT, "program", "--allow-code");
    refused(run("predict", model, "--allow-code"), ExitCode.BAD_INPUT, "--input-shape C,H,W");
  }

  @Test
  void predict_pickle_isRefusedWithItsReason() throws IOException {
    for (String name : List.of("state.pth", "model.pkl", "model.PT")) {
      Path file = Files.write(folder.resolve(name), new byte[] {(byte) 0x80, 2, '}', 'q', 0, '.'});
      refused(run("predict", file, SCRIPT), ExitCode.BAD_INPUT, name, "pickle", "ONNX");
    }
  }

  @Test
  void curvature_surrogateOfTorchScript_namesTheOtherOperators() {
    Path model = LinearModels.torchScript(folder);
    refused(run("curvature", model, SCRIPT), ExitCode.USAGE, "gradient or gaussian", "ONNX");
  }
}
