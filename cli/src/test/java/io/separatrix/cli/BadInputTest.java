package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.data.Datasets;
import io.separatrix.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user who gave something wrong is told, and that nothing is left behind. */
class BadInputTest {

  private static final String SAMPLE = "fashion-mnist-sample";

  @TempDir private Path folder = Path.of("");
  private Path out = Path.of("");
  private String model = "";

  @BeforeEach
  void writeModel() throws IOException {
    out = folder.resolve("run");
    model = SmallModels.random(folder).toString();
  }

  private CommandRun predict(String theModel, String data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "predict",
                "--model",
                theModel,
                "--data",
                data,
                "--out",
                out.toString(),
                "--limit",
                "20"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void refused(CommandRun run, int code, String... words) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void predict_unknownModel_namesWhatWasGiven() {
    refused(predict("no-such-model", SAMPLE), ExitCode.BAD_INPUT, "no-such-model: no such file");
  }

  @Test
  void predict_missingModelFile_namesIt() {
    String file = folder.resolve("missing.onnx").toString();
    refused(predict(file, SAMPLE), ExitCode.BAD_INPUT, file);
  }

  @Test
  void predict_modelOfAnotherKind_saysWhatIsExpected() throws IOException {
    Path file = Files.writeString(folder.resolve("model.txt"), "not a model");
    refused(predict(file.toString(), SAMPLE), ExitCode.BAD_INPUT, file.toString(), ".onnx");
  }

  @Test
  void predict_garbageAsOnnx_namesTheFile() throws IOException {
    Path file = Files.write(folder.resolve("garbage.onnx"), new byte[] {8, 7, 99, -1, -1, 3});
    refused(predict(file.toString(), SAMPLE), ExitCode.BAD_INPUT, file.toString());
  }

  @Test
  void predict_truncatedWeights_namesTheFile() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(model));
    Path file = folder.resolve("half.safetensors");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    refused(predict(file.toString(), SAMPLE), ExitCode.BAD_INPUT, file.toString());
  }

  @Test
  void predict_constantClassifier_saysSo() throws IOException {
    refused(
        predict(SmallModels.constant(folder).toString(), SAMPLE),
        ExitCode.BAD_INPUT,
        "the same logits");
  }

  @Test
  void predict_weightThatIsNotANumber_isRefused() throws IOException {
    refused(
        predict(SmallModels.notANumber(folder).toString(), SAMPLE), ExitCode.BAD_INPUT, "finite");
  }

  @Test
  void predict_missingData_namesIt() {
    String data = folder.resolve("nowhere").toString();
    refused(predict(model, data), ExitCode.BAD_INPUT, data);
  }

  @Test
  void predict_emptyFolder_namesIt() throws IOException {
    String data = Files.createDirectory(folder.resolve("empty")).toString();
    refused(predict(model, data), ExitCode.BAD_INPUT, data);
  }

  @Test
  void predict_truncatedCifarBatch_saysWhatWasExpected() throws IOException {
    Path data = Files.createDirectory(folder.resolve("cifar"));
    Files.write(data.resolve("test_batch.bin"), new byte[3073 + 100]);
    refused(predict(model, data.toString()), ExitCode.BAD_INPUT, "test_batch.bin");
  }

  @Test
  void predict_imagesOfAnotherSize_namesBothShapes() throws IOException {
    Path data = Files.createDirectory(folder.resolve("cifar"));
    Files.write(data.resolve("test_batch.bin"), new byte[3073]);
    refused(predict(model, data.toString()), ExitCode.BAD_INPUT, "1 x 28 x 28", "3 x 32 x 32");
  }

  @Test
  void predict_damagedImage_namesTheFile() throws IOException {
    Path data = Files.createDirectory(folder.resolve("images"));
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(image, "png", data.resolve("a.png").toFile());
    byte[] bytes = Files.readAllBytes(data.resolve("a.png"));
    Files.write(data.resolve("b.png"), Arrays.copyOf(bytes, bytes.length / 2));
    refused(predict(model, data.toString()), ExitCode.BAD_INPUT, "b.png");
  }

  @Test
  void predict_damagedImageWithoutRange_namesTheFileAndNotTheRange() throws IOException {
    Path data = Files.createDirectory(folder.resolve("images"));
    Files.write(data.resolve("a.jpg"), new byte[] {-1, -40, -1, -32, 0, 4, 0, 0});
    refused(predict(model, data.toString(), "--range", "auto"), ExitCode.BAD_INPUT, "a.jpg");
  }

  @Test
  void predict_pipeOrDeviceAsLabels_isRefusedAtOnce() {
    refused(
        predict(model, SAMPLE, "--labels", "/dev/zero"), ExitCode.BAD_INPUT, "a pipe or a device");
    refused(
        predict(model, SAMPLE, "--image-labels", "/dev/zero"),
        ExitCode.BAD_INPUT,
        "--image-labels goes with a folder of images");
  }

  @Test
  void predict_labelsOutOfRange_namesTheLabel() throws IOException {
    Path data = Files.createDirectory(folder.resolve("arrays"));
    Files.write(data.resolve("images.npy"), npy("|u1", "(2, 1, 28, 28)", new byte[2 * 784]));
    Files.write(data.resolve("labels.npy"), npy("|u1", "(2,)", new byte[] {1, 10}));
    refused(
        predict(model, data.resolve("images.npy").toString()),
        ExitCode.BAD_INPUT,
        "label 10",
        "0..9");
  }

  @Test
  void predict_offsetBeyondTheEnd_saysHowManyImagesThereAre() {
    refused(
        predict(model, SAMPLE, "--offset", "1000"), ExitCode.BAD_INPUT, "below 1000", "--offset N");
  }

  @Test
  void predict_namesOfAnotherNumber_saysHowManyAreExpected() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "one\ntwo\n");
    refused(
        predict(model, SAMPLE, "--labels", names.toString()), ExitCode.BAD_INPUT, "expected 10");
  }

  @Test
  void convexity_tooFewImages_leavesNothing() {
    CommandRun run =
        CommandRun.of(
            "convexity",
            "--model",
            model,
            "--data",
            SAMPLE,
            "--limit",
            "5",
            "--k",
            "9",
            "--out",
            out.toString());
    refused(run, ExitCode.BAD_INPUT, "9 images");
  }

  @Test
  void predict_unknownOption_isUsage() {
    refused(predict(model, SAMPLE, "--frobnicate"), ExitCode.USAGE, "--frobnicate");
  }

  @Test
  void predict_withoutModel_isUsage() {
    refused(CommandRun.of("predict", "--data", SAMPLE), ExitCode.USAGE, "--model");
  }

  @Test
  void predict_optionOutOfRange_isUsage() {
    refused(predict(model, SAMPLE, "--batch-size", "0"), ExitCode.USAGE, "--batch-size");
    refused(
        predict(model, SAMPLE, "--threads", "1025"), ExitCode.USAGE, "--threads", "at most 1024");
  }

  @Test
  void predict_resumeWithoutFolder_isUsage() {
    CommandRun run = CommandRun.of("predict", "--model", model, "--data", SAMPLE, "--resume");
    refused(run, ExitCode.USAGE, "--out");
  }

  @Test
  void main_unknownCommand_isUsage() {
    refused(CommandRun.of("predikt"), ExitCode.USAGE, "predikt");
  }

  @Test
  void predict_deviceThatIsNotThere_isNeverReplaced() {
    refused(predict(model, SAMPLE, "--device", "cuda:99"), ExitCode.DEVICE, "cuda:99");
  }

  @Test
  void predict_folderThatExists_isLeftAlone() throws IOException {
    Files.createDirectory(out);
    Path other = Files.writeString(out.resolve("thesis.txt"), "precious");
    for (String option : List.of("--overwrite", "--resume")) {
      CommandRun run = predict(model, SAMPLE, option);
      assertThat(run.code()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains(out.toString());
    }
    assertThat(predict(model, SAMPLE).code()).isEqualTo(ExitCode.USAGE);
    assertThat(other).hasContent("precious");
    assertThat(out.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void predict_folderThatCannotBeMade_isSaid() {
    Path below = Path.of("/dev/full/run");
    assumeTrue(Files.exists(Path.of("/dev/full")));
    CommandRun run =
        CommandRun.of(
            "predict",
            "--model",
            model,
            "--data",
            SAMPLE,
            "--limit",
            "2",
            "--out",
            below.toString());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("/dev/full").doesNotContain("\tat ");
  }

  @Test
  void sample_isWhatTheseTestsTakeItFor() {
    assertThat(Datasets.open(SAMPLE, Split.TEST).size()).isEqualTo(1000);
  }

  /** A version 1.0 .npy file. */
  private static byte[] npy(String type, String shape, byte[] content) {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    String text = header + " ".repeat(padded - header.length() - 1) + "\n";
    byte[] bytes = new byte[10 + padded + content.length];
    byte[] magic = {
      (byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)
    };
    System.arraycopy(magic, 0, bytes, 0, 10);
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, padded);
    System.arraycopy(content, 0, bytes, 10 + padded, content.length);
    return bytes;
  }
}
