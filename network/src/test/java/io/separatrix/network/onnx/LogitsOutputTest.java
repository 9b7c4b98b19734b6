package io.separatrix.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogitsOutputTest {

  @TempDir Path folder;

  /** Features f = flatten(x) and heads, each of which is f w; all outputs in the order given. */
  private static GraphProto.Builder heads(String... outputs) {
    GraphProto.Builder graph = SmallModel.graph().clearNode().clearOutput();
    graph.addNode(SmallModel.node("Flatten", List.of("x"), "f"));
    for (String output : outputs) {
      if (output.equals("f")) {
        output(graph, "f", -1, 4);
      } else {
        graph.addNode(SmallModel.node("MatMul", List.of("f", "w"), output));
        output(graph, output, -1, 3);
      }
    }
    return graph;
  }

  private static void output(GraphProto.Builder graph, String name, long... shape) {
    graph.addOutput(SmallModel.value(name, TensorProto.DataType.FLOAT_VALUE, shape));
  }

  private OnnxClassifier read(GraphProto.Builder graph, String named) throws IOException {
    return SmallModel.read(
        folder, graph, new OnnxOptions(null, OnnxOptions.Layout.AUTO, named, false));
  }

  @ParameterizedTest
  @CsvSource({
    "a logits, logits",
    "logits a, logits",
    "a Classifier_Logits b, Classifier_Logits",
    "aux_logits logits, logits",
    // Features stand before what is computed from them.
    "f a, a",
    "a f, a",
    // Two heads: the first.
    "a b, a",
  })
  void read_severalOutputs_takesTheLikeliestAndSaysSo(String outputs, String expected)
      throws IOException {
    String[] names = outputs.split(" ");
    OnnxClassifier read = SmallModel.read(folder, heads(names), OnnxOptions.DEFAULT);
    assertThat(read.graph().output()).isEqualTo(expected);
    assertThat(read.graph().nodes()).hasSize(2);
    assertThat(read.report().notes())
        .singleElement()
        .asString()
        .contains("took '" + expected + "' of the outputs " + List.of(names));
  }

  @Test
  void read_logitsThatAreNoMatrix_areNotTaken() throws IOException {
    GraphProto.Builder graph = heads("a");
    graph.addNode(SmallModel.node("Relu", List.of("x"), "mask_logits"));
    output(graph, "mask_logits", -1, 1, 2, 2);
    assertThat(SmallModel.read(folder, graph, OnnxOptions.DEFAULT).graph().output()).isEqualTo("a");
  }

  @Test
  void read_namedOutput_isTaken() throws IOException {
    OnnxClassifier read = read(heads("logits", "b"), "b");
    assertThat(read.graph().output()).isEqualTo("b");
    assertThat(read.report().notes()).isEmpty();
  }

  @Test
  void read_unknownName_isRefusedWithTheNames() {
    assertThatThrownBy(() -> read(heads("a", "b"), "c"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected one of the outputs [a, b], found c");
  }

  @Test
  void read_noOutput_isRefused() {
    assertThatThrownBy(() -> SmallModel.read(folder, heads(), OnnxOptions.DEFAULT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected an output, found none");
  }
}
