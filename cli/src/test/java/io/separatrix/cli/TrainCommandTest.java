package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} end to end, on a few images in IDX files: bright halves, left or right. */
class TrainCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIDE = 28;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeImages() throws IOException {
    write("train", 96);
    write("t10k", 24);
  }

  private void write(String part, int count) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte"))) {
      out.write(
          ByteBuffer.allocate(16).putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE).array());
      for (int image = 0; image < count; image++) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
          boolean left = i % SIDE < SIDE / 2;
          pixels[i] = (byte) (left == (image % 2 == 0) ? 150 + image % 50 : 20);
        }
        out.write(pixels);
      }
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte"))) {
      out.write(ByteBuffer.allocate(8).putInt(0x801).putInt(count).array());
      for (int image = 0; image < count; image++) {
        out.write(image % 2);
      }
    }
  }

  private CommandRun train(Interruption interruption, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--model",
                "lenet",
                "--data",
                folder.toString(),
                "--epochs",
                "3",
                "--images-per-step",
                "16",
                "--learning-rate",
                "0.02",
                "--no-flip",
                "--threads",
                "1",
                "--out",
                out.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(interruption, arguments.toArray(String[]::new));
  }

  @Test
  void train_separableImages_writesWeightsThatPredictOpens() throws IOException {
    Path out = folder.resolve("run");
    CommandRun run = train(new Interruption(), out, "--format", "json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(JSON.readTree(run.out()).get("accuracy").asDouble()).isGreaterThan(0.9);
    CommandRun predicted =
        CommandRun.of(
            "predict",
            "--model",
            out.resolve("weights.safetensors").toString(),
            "--data",
            folder.toString(),
            "--out",
            folder.resolve("predict").toString(),
            "--format",
            "json");
    assertThat(predicted.code()).as(predicted.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(predicted.out());
    assertThat(summary.get("accuracy")).isEqualTo(JSON.readTree(run.out()).get("accuracy"));
  }

  @Test
  void train_interruptedAndResumed_givesTheWeightsOfAnUninterruptedRun() throws IOException {
    Path whole = folder.resolve("whole");
    assertThat(train(new Interruption(), whole).code()).isEqualTo(ExitCode.DONE);
    Path parts = folder.resolve("parts");
    Interruption interruption = new Interruption();
    interruption.request();
    CommandRun stopped = train(interruption, parts);
    assertThat(stopped.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.err()).contains("--resume");
    assertThat(parts.resolve("weights.safetensors")).doesNotExist();
    assertThat(train(new Interruption(), parts, "--resume").code()).isEqualTo(ExitCode.DONE);
    assertThat(parts.resolve("weights.safetensors"))
        .hasSameBinaryContentAs(whole.resolve("weights.safetensors"));
  }
}
