package io.separatrix.network.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.separatrix.network.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoClassesTest {

  private static final String TWO = "one logit z: class 0 has the logit 0, class 1 has z";

  @TempDir Path folder;

  /** f w with operators behind it, the last of which writes an output of this shape. */
  private OnnxClassifier read(String operators, String shape) throws IOException {
    GraphProto.Builder graph = SmallModel.graph().clearNode().clearOutput();
    graph.addNode(SmallModel.node("Flatten", List.of("x"), "f"));
    graph.addNode(SmallModel.node("MatMul", List.of("f", "w"), "z"));
    String value = "z";
    for (String operator : operators.isEmpty() ? new String[0] : operators.split(" ")) {
      graph.addNode(SmallModel.node(operator, List.of(value), value + "'"));
      value += "'";
    }
    long[] extents = Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    graph.addOutput(SmallModel.value(value, TensorProto.DataType.FLOAT_VALUE, extents));
    return SmallModel.read(folder, graph, OnnxOptions.DEFAULT);
  }

  private static List<String> operators(OnnxClassifier read) {
    return read.graph().nodes().stream().map(Node::operator).toList();
  }

  @ParameterizedTest
  @CsvSource({"-1 1", "1 1", "-1", "1", "-1 1 1 1"})
  void read_oneLogit_becomesZeroAndIt(String shape) throws IOException {
    OnnxClassifier read = read("", shape);
    assertThat(operators(read)).containsExactly("Flatten", "MatMul", "Reshape", "Mul");
    assertThat(read.report().notes()).containsExactly(TWO);
    Node mul = read.graph().nodes().get(3);
    assertThat(read.graph().output()).isEqualTo(mul.outputs().get(0));
    assertThat(requireNonNull(read.graph().constants().get(mul.inputs().get(1))).toDoubles())
        .containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({"Sigmoid, -1 1", "Sigmoid Squeeze, -1", "Identity Sigmoid Flatten, -1 1"})
  void read_oneSigmoid_isTakenOff(String operators, String shape) throws IOException {
    OnnxClassifier read = read(operators, shape);
    assertThat(operators(read)).doesNotContain("Sigmoid").contains("Mul");
    assertThat(read.report().notes())
        .containsExactly("the Sigmoid behind the logit was taken off", TWO);
  }

  @Test
  void read_sigmoidForEachClass_isTakenOffWithANote() throws IOException {
    OnnxClassifier read = read("Sigmoid", "-1 3");
    assertThat(operators(read)).containsExactly("Flatten", "MatMul");
    assertThat(read.graph().output()).isEqualTo("z");
    assertThat(read.report().notes()).singleElement().asString().startsWith("multi-label");
  }

  @ParameterizedTest
  @CsvSource({"'', -1 3", "Relu, -1 3", "Sigmoid Neg, -1 3", "'', 3"})
  void read_severalLogits_stay(String operators, String shape) throws IOException {
    OnnxClassifier read = read(operators, shape);
    assertThat(read.report().notes()).isEmpty();
    assertThat(operators(read)).doesNotContain("Mul");
  }
}
