package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.NpyWriter;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code detect} end to end, on the built-in network and real images. */
class DetectCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared = Path.of("");
  private static Path calibration = Path.of("");

  @TempDir private Path folder = Path.of("");

  /** One for all tests, which only read it. */
  @BeforeAll
  static void calibrate() {
    calibration =
        study(
                shared.resolve("calibrated"),
                "--samples",
                "40",
                "--alpha",
                "1",
                "--directions",
                "4",
                "--compare",
                "0")
            .resolve("calibration.json");
  }

  private static CommandRun detect(String... more) {
    List<String> arguments = new ArrayList<>(List.of("detect", "--model", "lenet-fashion"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static Path study(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--data", "fashion-mnist-sample", "--out", out.toString(), "--format", "json"));
    arguments.addAll(Arrays.asList(more));
    CommandRun run = detect(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return out;
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void detect_atTheBoundary_tellsPerturbedFromClean() throws IOException {
    Path out =
        study(
            folder.resolve("boundary"),
            "--statistic",
            "boundary",
            "--samples",
            "40",
            "--alpha",
            "1,2",
            "--directions",
            "64",
            "--compare",
            "4");
    JsonNode summary = json(out.resolve("summary.json"));
    assertThat(summary.get("images").asInt()).isEqualTo(20);
    JsonNode atOne = summary.get("alpha").get("1");
    assertThat(atOne.get("auc").asDouble()).isGreaterThan(0.85);
    assertThat(atOne.get("auc").asDouble())
        .isBetween(atOne.get("aucLow").asDouble(), atOne.get("aucHigh").asDouble());
    assertThat(atOne.get("bestAccuracy").asDouble())
        .isGreaterThanOrEqualTo(atOne.get("accuracyAtZero").asDouble());
    assertThat(atOne.get("labelRecovery").asDouble()).isGreaterThan(0.9);
    assertThat(atOne.get("roc").get("falseAlarms")).isNotEmpty();
    assertThat(summary.get("alpha").get("2").get("pairs")).isEqualTo(atOne.get("pairs"));
    assertThat(summary.get("falseAlarms").get("calibrationImages").asInt()).isEqualTo(20);
    assertThat(summary.get("step").asDouble()).isBetween(0.05, 5.0);
    // A header, and for each image the clean one and two perturbed ones.
    assertThat(Files.readAllLines(out.resolve("samples.csv"))).hasSize(1 + 3 * 20);
    assertThat(out.resolve("figures/detect-roc.svg")).isNotEmptyFile();
    assertThat(out.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void image_calibrated_verdictAsInTheFile() throws IOException {
    Dataset data = Datasets.open("fashion-mnist-sample", Split.TEST);
    Path image = folder.resolve("image.npy");
    NpyWriter.write(image, data.pixels(0, PixelRange.UNIT), 1, 1, 28, 28);
    CommandRun run =
        detect(
            "--image",
            image.toString(),
            "--calibration",
            calibration.toString(),
            "--format",
            "json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode verdict = JSON.readTree(run.out());
    double threshold = json(calibration).get("threshold").asDouble();
    assertThat(verdict.get("threshold").asDouble()).isEqualTo(threshold);
    assertThat(verdict.get("perturbed").asBoolean())
        .isEqualTo(verdict.get("statistic").asDouble() > threshold);
    assertThat(verdict.get("standardError").asDouble()).isPositive();
    assertThat(verdict.get("recovered")).isNotEqualTo(verdict.get("label"));
    assertThat(verdict.get("labelName").asText()).isNotEmpty();
    assertThat(verdict.get("milliseconds").asDouble()).isPositive();
    CommandRun text = detect("--image", image.toString(), "--calibration", calibration.toString());
    assertThat(text.out()).contains("perturbed: ", "recovered: ");
  }

  /** A size below the model's is refused, so that one sees that the file was asked. */
  @Test
  void image_resizingBesideTheModel_isThatOfTheImage() throws IOException {
    Path model = LinearModels.onnx(folder);
    ObjectNode renamed = (ObjectNode) json(calibration);
    renamed.put("model", "linear.onnx").put("modelSha256", Sha256.of(model));
    Path file = folder.resolve("linear.json");
    JSON.writeValue(file.toFile(), renamed);
    Path image = folder.resolve("image.png");
    ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());
    Files.writeString(
        folder.resolve("preprocessor_config.json"), "{\"size\": {\"height\": 8, \"width\": 8}}");
    CommandRun run =
        CommandRun.of(
            "detect",
            "--model",
            model.toString(),
            "--image",
            image.toString(),
            "--calibration",
            file.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("expected images resized to at least the model's 28 x 28");
  }

  @Test
  void calibration_reused_everyImageIsForTesting() throws IOException {
    Path out =
        study(
            folder.resolve("again"),
            "--samples",
            "12",
            "--alpha",
            "1",
            "--calibration",
            calibration.toString());
    JsonNode summary = json(out.resolve("summary.json"));
    assertThat(summary.get("images").asInt()).isEqualTo(12);
    assertThat(summary.get("step")).isEqualTo(json(calibration).get("step"));
    assertThat(summary.get("falseAlarms").get("threshold"))
        .isEqualTo(json(calibration).get("threshold"));
  }

  @Test
  void calibration_ofAnotherModel_isRefused() throws IOException {
    Path other = SmallModels.random(folder);
    for (String[] work :
        new String[][] {{"--image", "x.png"}, {"--data", "fashion-mnist-sample"}}) {
      CommandRun run =
          CommandRun.of(
              "detect",
              "--model",
              other.toString(),
              "--calibration",
              calibration.toString(),
              work[0],
              work[1],
              "--out",
              folder.resolve("refused").toString());
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains("lenet-fashion", "calibrate for this one");
    }
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void detect_fewImages_comparesNoDetectorsAndSaysSo() throws IOException {
    Path out = folder.resolve("few");
    CommandRun run =
        detect(
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "3",
            "--out",
            out.toString(),
            "--alpha",
            "1",
            "--directions",
            "4");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(json(out.resolve("summary.json")).path("comparison").isContainerNode()).isFalse();
    assertThat(json(out.resolve("run.json")).get("findings").toString())
        .contains("detectors-not-compared");
  }

  @Test
  void badOptions_areNamed() throws IOException {
    assertUsage("--image needs --calibration", "--image", "x.png");
    assertUsage(
        "--step cannot be given with --calibration",
        "--calibration",
        calibration.toString(),
        "--step",
        "1",
        "--data",
        "fashion-mnist-sample");
    assertUsage(
        "--compare cannot be given with --calibration",
        "--calibration",
        calibration.toString(),
        "--compare",
        "5",
        "--data",
        "fashion-mnist-sample");
    assertUsage("between 0 and 1", "--false-alarms", "1.5", "--data", "fashion-mnist-sample");
    Path notOne = Files.writeString(folder.resolve("no.json"), "{\"schemaVersion\": 1}");
    CommandRun run = detect("--image", "x.png", "--calibration", notOne.toString());
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no.json", "calibrate again");
  }

  private static void assertUsage(String message, String... options) {
    CommandRun run = detect(options);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }
}
