package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.data.Sha256;
import io.separatrix.network.Constant;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.architecture.PublishedNetworks;
import io.separatrix.network.safetensors.Safetensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published networks, with weights of the right statistics that nobody published. */
class PublishedModelTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  private Path weights(PublishedNetwork network) throws IOException {
    Map<String, Constant> tensors = SmallModels.values(network.parameters(), 1, 0);
    tensors.put("loss1/fc.bias", Constant.of(new float[3], 3));
    Path file = folder.resolve(network.name() + ".safetensors");
    new Safetensors(tensors, Map.of()).write(file);
    return file;
  }

  /** Photographs of noise, called after classes of ImageNet. */
  private Path images() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    SplittableRandom random = new SplittableRandom(6);
    for (String name : List.of("n01440764_a.png", "n01443537_b.png")) {
      BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 224 * 224; i++) {
        image.setRGB(i % 224, i / 224, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", images.resolve(name).toFile());
    }
    return images;
  }

  private CommandRun run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--out", folder.resolve("run").toString()));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private void refused(CommandRun run, int code, String... words) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(words);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void predict_googlenetInFullSize_hasMargins() throws IOException {
    Path file = weights(PublishedNetworks.find("googlenet"));
    CommandRun run =
        run(
            "predict",
            "--architecture",
            "googlenet",
            "--weights",
            file.toString(),
            "--data",
            images().toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(folder.resolve("run/summary.json").toFile());
    assertThat(summary.get("medianMargin").asDouble()).isPositive();
    JsonNode kept = JSON.readTree(folder.resolve("run/run.json").toFile());
    assertThat(kept.get("configuration").get("architecture").asText()).isEqualTo("googlenet");
    assertThat(kept.get("configuration").get("range").asText()).isEqualTo("0,255");
    JsonNode model = kept.get("model");
    assertThat(model.get("sha256").asText()).isEqualTo(Sha256.of(file));
    // The mean and the scale of three channels count.
    assertThat(model.get("parameters").asLong()).isEqualTo(6_998_552 + 6);
    assertThat(model.get("classNames").get(0).asText()).isEqualTo("tench");
    assertThat(run.err())
        .contains("unknown-weights: ", "loss1/fc.bias", "channels B, G, R", "(Caffe's)");
  }

  @Test
  void predict_weightsOfAnotherSize_areRefusedByShape() throws IOException {
    Path file = weights(PublishedNetworks.thin("caffenet", 16));
    refused(
        run(
            "predict",
            "--architecture",
            "caffenet",
            "--weights",
            file.toString(),
            "--data",
            "fashion-mnist-sample"),
        ExitCode.BAD_INPUT,
        "expected conv1.weight of 96 x 3 x 11 x 11, found 6 x 3 x 11 x 11");
  }

  @Test
  void inspect_weightsOfAnotherNetwork_areRefusedByName() throws IOException {
    Path file = weights(PublishedNetworks.thin("vgg19", 16));
    refused(
        run("inspect", "--architecture", "googlenet", "--weights", file.toString()),
        ExitCode.BAD_INPUT,
        "expected the weights of googlenet under Caffe's names, found no conv1/7x7_s2.weight",
        "docs/networks.md");
  }

  @Test
  void inspect_otherFiles_areRefusedWithWhatToDo() throws IOException {
    Path caffe = Files.write(folder.resolve("bvlc_googlenet.caffemodel"), new byte[] {1});
    refused(
        run("inspect", "--architecture", "googlenet", "--weights", caffe.toString()),
        ExitCode.BAD_INPUT,
        "docs/networks.md says how to convert a .caffemodel");
    refused(
        run("inspect", "--architecture", "googlenet", "--weights", "none.safetensors"),
        ExitCode.BAD_INPUT,
        "none.safetensors: expected a .safetensors file, found no such file");
  }

  @Test
  void inspect_halfAModelOrTwo_isUsage() {
    refused(
        run("inspect", "--architecture", "vgg19"),
        ExitCode.USAGE,
        "expected --architecture and --weights together, found --architecture alone");
    refused(run("inspect", "--weights", "a.safetensors"), ExitCode.USAGE, "found --weights alone");
    refused(
        run(
            "inspect",
            "--model",
            "lenet-fashion",
            "--architecture",
            "vgg19",
            "--weights",
            "a.safetensors"),
        ExitCode.USAGE,
        "found both");
    refused(
        run("inspect", "--architecture", "alexnet", "--weights", "a.safetensors"),
        ExitCode.USAGE,
        "expected a network out of caffenet, vgg19, googlenet, found alexnet");
  }

  @Test
  void inspect_ownNormalisation_replacesThePublishers() throws IOException {
    Path file = weights(PublishedNetworks.find("googlenet"));
    CommandRun run =
        run(
            "inspect",
            "--architecture",
            "googlenet",
            "--weights",
            file.toString(),
            "--preprocessing",
            "keras-caffe");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("(--preprocessing keras-caffe)").doesNotContain("(Caffe's)");
  }
}
