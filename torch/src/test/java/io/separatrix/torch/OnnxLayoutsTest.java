package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxOptions;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models with other inputs and outputs have the logits of those with the usual ones. */
class OnnxLayoutsTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  @TempDir Path folder;

  private static double[][] logits(Graph graph) {
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      return classifier.logits(RandomNetworks.points(3, 60, 8));
    }
  }

  /** Images 3 x 4 x 5 to four logits. */
  private static String layers(RandomWeights w, String x) {
    return w.dense(w.flatten(w.relu(w.conv(x, 3, 4, 3, 1, 1, 1))), 80, 4);
  }

  private static double[][] usual() {
    RandomWeights w = new RandomWeights(3, 4, 5);
    return logits(w.build(layers(w, "image")));
  }

  private static void assertSame(double[][] found, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-12));
    }
  }

  @Test
  void read_channelsLast_takesTheSameImages() throws IOException {
    RandomWeights w = new RandomWeights(4, 5, 3);
    Graph last = w.build(layers(w, w.transpose("image", 0, 3, 1, 2)));
    Graph read = OnnxReader.read(OnnxFiles.write(last, 0, folder.resolve("last.onnx"))).graph();
    assertThat(read.inputShape()).containsExactly(3, 4, 5);
    assertSame(logits(read), usual());
  }

  @Test
  void read_flatImages_takesTheSameImages() throws IOException {
    RandomWeights w = new RandomWeights(60);
    Graph flat = w.build(layers(w, w.node("Reshape", "image", w.longs(0, 3, 4, 5))));
    Path file = OnnxFiles.write(flat, 0, folder.resolve("flat.onnx"));
    OnnxOptions shaped = OnnxOptions.DEFAULT.withInputShape(List.of(3, 4, 5));
    assertSame(logits(OnnxReader.read(file, shaped).graph()), usual());
  }

  /** One logit z, or its sigmoid, whatever the shape: 0 and z. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void read_oneLogit_isZeroAndIt(boolean sigmoid, boolean squeezed) throws IOException {
    RandomWeights w = new RandomWeights(3, 4, 5);
    String z = w.dense(layers(w, "image"), 4, 1);
    double[][] expected = logits(w.build(z));
    String y = sigmoid ? w.node("Sigmoid", z) : z;
    y = squeezed ? w.node("Squeeze", y, w.longs(1)) : y;
    Path file = OnnxFiles.write(w.build(y), 0, folder.resolve("one.onnx"));
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    TensorShapeProto.Builder shape =
        model
            .getGraphBuilder()
            .getOutputBuilder(0)
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder();
    shape.addDim(Dimension.newBuilder().setDimParam("N"));
    if (!squeezed) {
      shape.addDim(Dimension.newBuilder().setDimValue(1));
    }
    Files.write(file, model.build().toByteArray());
    double[][] found = logits(OnnxReader.read(file).graph());
    for (int i = 0; i < 3; i++) {
      assertThat(found[i]).containsExactly(new double[] {0, expected[i][0]}, within(1e-12));
    }
  }
}
