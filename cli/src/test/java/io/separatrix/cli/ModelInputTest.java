package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.data.NpyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model wants of its pixels, by the logits of a linear one: {@code W (p - mean) / std}. */
class ModelInputTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIDE = 4;
  private static final int PLANE = SIDE * SIDE;
  private static final int DIMENSION = 3 * PLANE;
  private static final int CLASSES = 3;
  private static final int IMAGES = 5;

  private static final double[] MEAN = {0.4, 0.5, 0.6};
  private static final double[] STD = {0.2, 0.25, 0.5};
  private static final String SAID =
      "{\"image_mean\": [0.4, 0.5, 0.6], \"image_std\": [0.2, 0.25, 0.5]}";

  @TempDir private Path folder = Path.of("");
  private Path model = Path.of("");
  private Path data = Path.of("");
  private Path out = Path.of("");
  private final float[][] weights = new float[CLASSES][DIMENSION];
  private final double[][] images = new double[IMAGES][DIMENSION];

  @BeforeEach
  void writeModelAndImages() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    for (float[] row : weights) {
      for (int i = 0; i < DIMENSION; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    for (double[] image : images) {
      Arrays.setAll(image, i -> random.nextDouble());
    }
    model = LinearModels.colour(folder.resolve("colour.onnx"), SIDE, weights);
    data = folder.resolve("images.npy");
    double[] all = Arrays.stream(images).flatMapToDouble(Arrays::stream).toArray();
    NpyWriter.write(data, all, IMAGES, 3, SIDE, SIDE);
    out = folder.resolve("run");
  }

  private CommandRun run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--model", model.toString()));
    arguments.addAll(List.of("--data", data.toString(), "--out", out.toString()));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private CommandRun done(String command, String... more) {
    CommandRun run = run(command, more);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private void beside(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private JsonNode json(String file) throws IOException {
    return JSON.readTree(out.resolve(file).toFile());
  }

  /** logits.npy, whose header says {@code rows} x {@link #CLASSES} numbers of float64. */
  private double[][] logits(int rows) throws IOException {
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(out.resolve("logits.npy")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int start = 10 + file.getShort(8);
    assertThat(new String(file.array(), 10, start - 10, StandardCharsets.US_ASCII))
        .contains("'<f8'", "False", "(" + rows + ", " + CLASSES + ")");
    double[][] logits = new double[rows][CLASSES];
    for (int i = 0; i < rows * CLASSES; i++) {
      logits[i / CLASSES][i % CLASSES] = file.getDouble(start + 8 * i);
    }
    return logits;
  }

  /** Of an image whose channel c has come from channel {@code order[c]}. */
  private double[] expected(double[] image, int[] order, double[] mean, double[] std) {
    double[] logits = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      for (int i = 0; i < DIMENSION; i++) {
        int from = order[i / PLANE];
        double pixel = image[from * PLANE + i % PLANE];
        logits[k] += weights[k][i] * (pixel - mean[from]) / std[from];
      }
    }
    return logits;
  }

  private void assertLogits(int[] order, double[] mean, double[] std) throws IOException {
    double[][] found = logits(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(found[i]).containsExactly(expected(images[i], order, mean, std), within(1e-3));
    }
  }

  private static final int[] RGB = {0, 1, 2};
  private static final int[] BGR = {2, 1, 0};
  private static final double[] ZERO = new double[3];
  private static final double[] ONE = {1, 1, 1};

  @ParameterizedTest
  @CsvSource({"preprocessor_config.json", "config.json"})
  void predict_fileBesideTheModel_normalisesAndSaysSo(String name) throws IOException {
    beside(name, SAID);
    CommandRun run = done("predict");
    assertLogits(RGB, MEAN, STD);
    String said = "mean [0.4, 0.5, 0.6], std [0.2, 0.25, 0.5] over pixels 0,1 (" + name + ")";
    assertThat(run.err()).contains("normalisation: put before the network: " + said);
    assertThat(json("run.json").get("model").get("facts").get("normalisation").asText())
        .isEqualTo(said);
  }

  @Test
  void predict_twoFilesBesideTheModel_takesFromEachWhatItSays() throws IOException {
    beside("preprocessor_config.json", SAID);
    beside("config.json", "{\"id2label\": {\"1\": \"cat\", \"0\": \"ape\", \"2\": \"dog\"}}");
    done("predict");
    assertLogits(RGB, MEAN, STD);
    assertThat(json("run.json").get("model").get("classNames"))
        .extracting(JsonNode::asText)
        .containsExactly("ape", "cat", "dog");
  }

  @Test
  void predict_preprocessingNone_leavesPixelsAlone() throws IOException {
    beside("preprocessor_config.json", SAID);
    CommandRun run = done("predict", "--preprocessing", "none", "--range", "0,1");
    assertLogits(RGB, ZERO, ONE);
    assertThat(run.err()).doesNotContain("put before the network");
    assertThat(json("run.json").get("configuration").get("preprocessing").asText())
        .isEqualTo("none");
  }

  @Test
  void predict_meanAndStd_comeBeforeTheFileBeside() throws IOException {
    beside("preprocessor_config.json", SAID);
    done("predict", "--mean", "0.5", "--std", "0.25");
    assertLogits(RGB, new double[] {.5, .5, .5}, new double[] {.25, .25, .25});
  }

  @Test
  void predict_malformedFileBeside_isLeftAloneWithAWarning() throws IOException {
    beside("preprocessor_config.json", "{\"image_mean\": [0.4,");
    CommandRun run = done("predict", "--range", "0,1");
    assertThat(run.err()).contains("left alone", "preprocessor_config.json");
    assertLogits(RGB, ZERO, ONE);
  }

  @Test
  void predict_malformedFileNamed_isRefused() throws IOException {
    beside("other.json", "{\"image_mean\": [0.4,");
    CommandRun run = run("predict", "--preprocessing", folder.resolve("other.json").toString());
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("other.json", "expected JSON");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mean 0.5 | found --mean alone",
        "--std 0.5 | found --std alone",
        "--mean 0.5 --std 0.5 --preprocessing clip | found both",
        "--mean 0.5,0.5 --std 0.5,0.5 | each of the model's 3 channels",
        "--mean 0.5,0.5,0.5 --std 0.5 | as many means as standard deviations",
        "--mean 0.5 --std 0 | positive ones as standard deviations",
        "--preprocessing unheard-of | expected one of clip, imagenet",
      })
  void predict_normalizationThatDoesNotFit_isRefused(String options, String reason) {
    CommandRun run = run("predict", options.split(" "));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(reason);
    assertThat(out).doesNotExist();
  }

  @Test
  void predict_bgr_isTheModelWithReversedChannels() throws IOException {
    done("predict", "--channel-order", "bgr", "--range", "0,1");
    assertLogits(BGR, ZERO, ONE);
    beside("preprocessor_config.json", SAID);
    done("predict", "--channel-order", "bgr", "--overwrite");
    assertLogits(BGR, MEAN, STD);
  }

  @Test
  void predict_someImages_writesLogitsInTheOrderOfTheSamples() throws IOException {
    done("predict", "--range", "0,1", "--offset", "1", "--limit", "3", "--batch-size", "2");
    double[][] logits = logits(3);
    List<String> lines = Files.readAllLines(out.resolve("samples.csv"));
    assertThat(lines.get(0)).startsWith("index,label,predicted,logit,");
    for (int row = 0; row < 3; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      assertThat(cells[0]).isEqualTo("" + (row + 1));
      double[] right = expected(images[row + 1], RGB, ZERO, ONE);
      assertThat(logits[row]).containsExactly(right, within(1e-3));
      double chosen = logits[row][Integer.parseInt(cells[2])];
      assertThat(chosen).isEqualTo(Arrays.stream(logits[row]).max().orElseThrow());
      assertThat(Double.parseDouble(cells[3])).isCloseTo(chosen, within(1e-5));
    }
  }

  @Test
  void inspect_text_saysOnceWhatToDoNext() throws IOException {
    CommandRun run = done("inspect", "--range", "0,1");
    String next = json("summary.json").get("next").asText();
    assertThat(next).isNotEmpty();
    assertThat(run.out()).containsOnlyOnce("next: " + next);
  }

  @Test
  void resume_weightsInAnotherFileChanged_isRefused() throws IOException {
    done("predict", "--range", "0,1");
    done("predict", "--range", "0,1", "--resume");
    weights[1][2] += 1;
    LinearModels.colour(model, SIDE, weights);
    CommandRun run = run("predict", "--range", "0,1", "--resume");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("model");
  }

  @Test
  void resume_fileBesideTheModelChanged_isRefused() throws IOException {
    beside("preprocessor_config.json", SAID);
    done("predict");
    done("predict", "--resume");
    beside("preprocessor_config.json", SAID.replace("0.6", "0.7"));
    CommandRun run = run("predict", "--resume");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("normalisation", "0.7");
  }
}
