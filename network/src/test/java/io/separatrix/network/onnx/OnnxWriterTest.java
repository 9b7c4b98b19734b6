package io.separatrix.network.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import io.separatrix.network.rewrite.InputNormalization;
import io.separatrix.network.trained.BuiltInModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxWriterTest {

  @TempDir Path folder;

  private Graph readBack(Graph graph) throws IOException {
    Path file = Files.write(folder.resolve("net.onnx"), OnnxWriter.bytes(graph));
    return OnnxReader.read(file).graph();
  }

  static Stream<String> builtIn() {
    return BuiltInModels.names().stream();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void bytes_builtInNetwork_isReadBackToTheBit(String name) throws IOException {
    Graph graph = BuiltInModels.load(name).graph();
    assertSame(readBack(graph), graph);
  }

  @Test
  void bytes_normalisationBefore_isReadBackToTheBit() throws IOException {
    Graph graph =
        new InputNormalization(0, 255, List.of(.3), List.of(.2), false)
            .before(BuiltInModels.load("lenet-fashion").graph());
    assertSame(readBack(graph), graph);
  }

  @Test
  void bytes_prescribedBatch_isKept() throws IOException {
    Graph graph = BuiltInModels.load("lenet-fashion").graph();
    assertThat(readBack(graph.withBatch(3)).batch()).isEqualTo(3);
    assertThat(readBack(graph).batch()).isEqualTo(Graph.ANY_BATCH);
  }

  @Test
  void bytes_sameGraph_givesTheSameBytes() {
    Graph graph = BuiltInModels.load("lenet-fashion").graph();
    Map<String, Constant> other = new HashMap<>();
    List<String> names = graph.constants().keySet().stream().sorted().toList();
    for (int i = names.size() - 1; i >= 0; i--) {
      Constant value = requireNonNull(graph.constants().get(names.get(i)));
      other.put(names.get(i), new Constant(value.type(), value.shape(), value.data()));
    }
    assertThat(OnnxWriter.bytes(graph.withConstants(other))).isEqualTo(OnnxWriter.bytes(graph));
  }

  @Test
  void bytes_everyKindOfAttribute_isReadBack() throws IOException {
    Attributes attributes =
        Attributes.NONE
            .with("integer", 3L)
            .with("number", .1f)
            .with("text", "true")
            .with("integers", new long[] {1, 0})
            .with("numbers", new float[] {1, 2.5f})
            .with("texts", List.of("a", "b"))
            .with("tensor", Constant.of(new double[] {1e-300, 2}, 2));
    Graph graph =
        new Graph(
            13,
            "x",
            List.of(1, 2, 2),
            "y",
            List.of(
                new Node("Flatten", "", List.of("x"), List.of("f"), Attributes.NONE),
                new Node("own.domain:Odd", "odd", List.of("f"), List.of("y"), attributes)),
            Map.of());
    Node odd = readBack(graph).nodes().get(1);
    assertThat(odd.operator()).isEqualTo("own.domain:Odd");
    assertThat(odd.attributes().values().keySet()).isEqualTo(attributes.values().keySet());
    attributes
        .values()
        .forEach(
            (name, value) ->
                assertThat(Arrays.deepToString(new Object[] {odd.attributes().values().get(name)}))
                    .isEqualTo(Arrays.deepToString(new Object[] {value})));
    assertThat(odd.attributes().constant("tensor")).isEqualTo(attributes.constant("tensor"));
  }

  private static void assertSame(Graph found, Graph expected) {
    assertThat(found.opset()).isEqualTo(expected.opset());
    assertThat(found.inputShape()).isEqualTo(expected.inputShape());
    assertThat(found.nodes())
        .extracting(Node::operator, Node::inputs, Node::outputs)
        .isEqualTo(
            expected.nodes().stream()
                .map(n -> tuple(n.operator(), n.inputs(), n.outputs()))
                .toList());
    assertThat(found.constants()).isNotEmpty();
    assertThat(expected.constants()).containsAllEntriesOf(found.constants());
    assertThat(OnnxWriter.bytes(found)).isEqualTo(OnnxWriter.bytes(expected));
  }
}
