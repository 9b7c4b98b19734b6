package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of published structure load from ONNX files, run, and have the gradient they should. */
class ArchitecturesTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final EngineOptions FLOAT32 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT32).withDevice(DeviceName.CPU);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CaffeNet",
        "VGG-19",
        "GoogLeNet",
        "ResNet-50",
        "DenseNet",
        "MobileNetV3",
        "ConvNeXt",
        "ViT"
      })
  void linearize_architecture_agreesWithFiniteDifferences(String name) throws IOException {
    Graph graph = Architectures.named(name);
    OnnxClassifier read = OnnxReader.read(OnnxFiles.write(graph, 0, folder.resolve("model.onnx")));
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(graph.dimension()).toArray();
    double[] v = random.doubles(graph.dimension(), -1, 1).toArray();
    double h = 1e-7;
    try (TorchClassifier wide = new TorchClassifier(read.graph(), FLOAT64);
        TorchClassifier narrow = new TorchClassifier(read.graph(), FLOAT32)) {
      LogitCombination[] margin = {LogitCombination.difference(1, 2)};
      Linearization result =
          wide.linearize(new double[][] {x}, new LogitCombination[][] {margin})[0];
      double[][] around =
          wide.logits(new double[][] {Vectors.addScaled(x, h, v), Vectors.addScaled(x, -h, v)});
      double slope = (margin[0].value(around[0]) - margin[0].value(around[1])) / (2 * h);
      assertThat(wide.classes()).isEqualTo(10);
      assertThat(slope).isNotZero();
      assertThat(Vectors.dot(result.gradients()[0], v))
          .isCloseTo(slope, within(1e-4 * Math.abs(slope)));
      // Float32 runs another graph: normalisation is folded into convolutions there.
      assertThat(narrow.logits(new double[][] {x})[0])
          .containsExactly(result.logits(), within(1e-4 * Vectors.norm(result.logits())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CaffeNet", "ViT"})
  void read_fixedBatch_isOpened(String name) throws IOException {
    Graph graph = Architectures.named(name);
    OnnxClassifier fixed = OnnxReader.read(OnnxFiles.write(graph, 1, folder.resolve("one.onnx")));
    assertThat(fixed.report().fixedBatch()).hasValue(1);
    try (TorchClassifier classifier = new TorchClassifier(fixed.graph(), FLOAT64)) {
      double[][] points = RandomNetworks.points(2, graph.dimension(), 2);
      double[][] together = classifier.logits(points);
      assertThat(together[1])
          .containsExactly(classifier.logits(new double[][] {points[1]})[0], within(1e-9));
    }
  }

  @Test
  void read_constantJoinedToOneImage_isJoinedToEach() throws IOException {
    RandomWeights w = new RandomWeights(2, 3, 4);
    String tokens = w.node("Reshape", "image", w.longs(1, 2, 12));
    String joined = w.concat(1, w.weight(1, 1, 1, 12), tokens);
    Graph graph = w.build(w.dense(w.flatten(joined), 36, 5));
    OnnxClassifier read = OnnxReader.read(OnnxFiles.write(graph, 1, folder.resolve("j.onnx")));
    double[][] points = RandomNetworks.points(3, 24, 2);
    try (TorchClassifier classifier = new TorchClassifier(read.graph(), FLOAT64)) {
      double[][] together = classifier.logits(points);
      for (int i = 0; i < points.length; i++) {
        assertThat(together[i])
            .containsExactly(classifier.logits(new double[][] {points[i]})[0], within(1e-12));
      }
    }
  }

  @Test
  void read_softmaxBehindTheLogits_isStrippedAndReported() throws IOException {
    Path file = OnnxFiles.write(Architectures.named("CaffeNet"), 0, folder.resolve("s.onnx"));
    OnnxClassifier read = OnnxReader.read(file);
    assertThat(read.report().strippedSoftmax()).containsExactly("Softmax");
    assertThat(read.graph().nodes()).noneMatch(node -> node.operator().equals("Softmax"));
  }
}
