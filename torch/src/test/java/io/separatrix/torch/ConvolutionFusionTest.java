package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.torch.operators.PackedConvolution;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionFusionTest {

  private static final int ROWS = 4;

  @BeforeEach
  void needsOneDnn() {
    assumeTrue(PackedConvolution.available(), "this LibTorch has no oneDNN");
  }

  /** Images of 4 x 8 x 8 through a convolution to what follows, pooled to logits. */
  private static Graph network(BiFunction<RandomWeights, String, String> then) {
    RandomWeights w = new RandomWeights(4, 8, 8);
    String x = then.apply(w, w.conv("image", 4, 8, 3, 1, 1, 1));
    return w.build(w.node("Flatten", w.node("GlobalAveragePool", x)));
  }

  private static List<String> operators(Graph graph) {
    return ConvolutionFusion.apply(graph).graph().nodes().stream().map(Node::operator).toList();
  }

  /** The largest difference between logits with fused convolutions and without. */
  private static double difference(Graph graph) {
    return NativeScope.of(
        false,
        () -> {
          Threads.use(1);
          GraphNetwork network = new GraphNetwork(graph, Precision.FLOAT32, DeviceName.CPU);
          long[] shape = network.inputShape();
          Tensor images = network.images(torch.rand(ROWS, shape[0], shape[1], shape[2]));
          double difference =
              network.forward(images).sub(network.logits(images)).abs().max().item_double();
          network.close();
          return difference;
        });
  }

  @Test
  void relu_joinsItsConvolution() {
    Graph graph = network((w, x) -> w.node("Relu", x));
    assertThat(operators(graph))
        .containsExactly(PackedConvolution.NAME, "GlobalAveragePool", "Flatten");
    assertThat(difference(graph)).isZero();
  }

  @Test
  void sumOfTwoConvolutions_andItsRelu_joinOneOfThem() {
    Graph graph =
        network((w, x) -> w.node("Relu", w.node("Add", x, w.conv("image", 4, 8, 1, 1, 0, 1))));
    assertThat(operators(graph))
        .containsExactly(
            PackedConvolution.NAME, PackedConvolution.NAME, "GlobalAveragePool", "Flatten");
    assertThat(difference(graph)).isZero();
  }

  @Test
  void whatIsReadTwice_staysApart() {
    Graph graph = network((w, x) -> w.node("Add", w.node("Relu", x), x));
    assertThat(operators(graph))
        .containsExactly(PackedConvolution.NAME, "Relu", "Add", "GlobalAveragePool", "Flatten");
    assertThat(difference(graph)).isZero();
  }

  @Test
  void addendOfAnotherShape_isBroadcast() {
    RandomWeights w = new RandomWeights(8, 8, 8);
    String x = w.conv("image", 8, 8, 3, 1, 1, 2);
    Graph broadcast =
        w.build(
            w.node("Flatten", w.node("Relu", w.node("Add", w.node("GlobalMaxPool", "image"), x))));
    assertThat(operators(broadcast))
        .containsExactly("GlobalMaxPool", PackedConvolution.NAME, "Flatten");
    assertThat(difference(broadcast)).isZero();
  }

  @Test
  void sumWithAConstant_staysApart() {
    Graph constant = network((w, x) -> w.node("Relu", w.node("Add", x, w.weight(1, 8, 1, 1))));
    assertThat(operators(constant)).contains(PackedConvolution.NAME, "Add", "Relu");
    assertThat(difference(constant)).isZero();
  }

  @Test
  void resultOfTheNetwork_isAConvolution() {
    RandomWeights w = new RandomWeights(4, 8, 8);
    Graph graph = w.build(w.conv("image", 4, 10, 8, 1, 0, 1));
    assertThat(operators(graph)).containsExactly(PackedConvolution.NAME);
    assertThat(difference(graph)).isZero();
  }

  /** oneDNN divides by these when it packs weights, and the process would end. */
  @ParameterizedTest
  @CsvSource({
    "group, 0",
    "group, -1",
    "group, 3",
    "strides, 0",
    "dilations, 0",
    "pads, 2147483648"
  })
  void attributesThatNoConvolutionHas_areNotPacked(String name, long value) {
    RandomWeights w = new RandomWeights(5, 8, 8);
    Graph sound = w.build(w.conv("image", 4, 10, 8, 1, 0, 1));
    Node conv = sound.nodes().get(0);
    long[] four = {value, value, value, value};
    Attributes attributes =
        switch (name) {
          case "group" -> conv.attributes().with(name, value);
          case "pads" -> conv.attributes().with(name, four);
          default -> conv.attributes().with(name, Arrays.copyOf(four, 2));
        };
    Node changed =
        new Node(conv.operator(), conv.name(), conv.inputs(), conv.outputs(), attributes);
    Graph graph = sound.withBody(List.of(changed), sound.constants());
    assertThat(operators(graph)).containsExactly("Conv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10_lenet", "cifar10_resnet20", "squeezenet1.1"})
  void logits_ofAPublishedNetwork_areTheSameToTheBit(String name) {
    Graph graph = OnnxReader.read(SharedData.require("data/models/" + name + ".onnx")).graph();
    assertThat(operators(graph)).contains(PackedConvolution.NAME);
    assertThat(difference(graph)).isZero();
  }
}
