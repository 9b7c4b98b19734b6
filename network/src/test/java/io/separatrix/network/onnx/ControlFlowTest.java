package io.separatrix.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ControlFlowTest {

  @TempDir Path folder;

  private Graph read(GraphProto.Builder graph) throws IOException {
    return SmallModel.read(folder, graph, OnnxOptions.DEFAULT).graph();
  }

  /** Operators that are no copies. */
  private static List<String> operators(Graph graph) {
    return graph.nodes().stream()
        .map(Node::operator)
        .filter(operator -> !operator.equals("Identity"))
        .toList();
  }

  private static ValueInfoProto named(String name) {
    return ValueInfoProto.newBuilder().setName(name).build();
  }

  private static GraphProto body(List<String> inputs, List<String> outputs, NodeProto... nodes) {
    return GraphProto.newBuilder()
        .addAllInput(inputs.stream().map(ControlFlowTest::named).toList())
        .addAllOutput(outputs.stream().map(ControlFlowTest::named).toList())
        .addAllNode(Arrays.asList(nodes))
        .build();
  }

  private static AttributeProto attribute(String name, GraphProto graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  private static NodeProto choice(String condition, GraphProto then, GraphProto otherwise) {
    return SmallModel.node("If", List.of(condition), "h").toBuilder()
        .addAttribute(attribute("then_branch", then))
        .addAttribute(attribute("else_branch", otherwise))
        .build();
  }

  private static TensorProto scalar(String name, int type, long value) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
    return type == TensorProto.DataType.BOOL_VALUE
        ? tensor.addInt32Data((int) value).build()
        : tensor.addInt64Data(value).build();
  }

  /** y = h w, where nodes make h of f = flatten(x). */
  private static GraphProto.Builder around(NodeProto... nodes) {
    return SmallModel.graph()
        .clearNode()
        .addNode(SmallModel.node("Flatten", List.of("x"), "f"))
        .addAllNode(Arrays.asList(nodes))
        .addNode(SmallModel.node("MatMul", List.of("h", "w"), "y"));
  }

  private static GraphProto branch(String operator) {
    return body(List.of(), List.of("r"), SmallModel.node(operator, List.of("f"), "r"));
  }

  @ParameterizedTest
  @CsvSource({"1, Relu", "0, Tanh"})
  void read_ifOfAConstant_isTheBranchTaken(long condition, String taken) throws IOException {
    GraphProto.Builder graph =
        around(choice("c", branch("Relu"), branch("Tanh")))
            .addInitializer(scalar("c", TensorProto.DataType.BOOL_VALUE, condition));
    assertThat(operators(read(graph))).containsExactly("Flatten", taken, "MatMul");
  }

  /** The rank of what is squeezed, as exporters ask for it. */
  @ParameterizedTest
  @CsvSource({"4, Relu", "5, Tanh"})
  void read_ifOfAnExtent_isTheBranchTaken(long extent, String taken) throws IOException {
    GraphProto.Builder graph =
        around(
                SmallModel.node("Shape", List.of("f"), "s"),
                SmallModel.node("Gather", List.of("s", "one"), "width"),
                SmallModel.node("Equal", List.of("width", "extent"), "c"),
                choice("c", branch("Relu"), branch("Tanh")))
            .addInitializer(scalar("one", TensorProto.DataType.INT64_VALUE, 1))
            .addInitializer(scalar("extent", TensorProto.DataType.INT64_VALUE, extent));
    assertThat(operators(read(graph))).containsExactly("Flatten", taken, "MatMul");
  }

  @Test
  void read_branchThatPassesAValueOn_isACopyOfIt() throws IOException {
    GraphProto.Builder graph =
        around(choice("c", body(List.of(), List.of("f")), branch("Tanh")))
            .addInitializer(scalar("c", TensorProto.DataType.BOOL_VALUE, 1));
    assertThat(operators(read(graph))).containsExactly("Flatten", "MatMul");
  }

  @Test
  void read_ifOfTheImage_isRefused() {
    GraphProto.Builder graph =
        around(
            SmallModel.node("ReduceMax", List.of("f"), "most"),
            SmallModel.node("Cast", List.of("most"), "c"),
            choice("c", branch("Relu"), branch("Tanh")));
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("If 'h': which of its branches is taken is known only when");
  }

  private static final List<String> INPUTS = List.of("trip", "go", "v");

  private static NodeProto loop(String trips, String condition, GraphProto body) {
    return SmallModel.node("Loop", List.of(trips, condition, "f"), "h").toBuilder()
        .addAttribute(attribute("body", body))
        .build();
  }

  private static GraphProto.Builder looping(GraphProto body, long trips) {
    return around(loop("trips", "", body))
        .addInitializer(scalar("trips", TensorProto.DataType.INT64_VALUE, trips));
  }

  private static GraphProto relus() {
    return body(INPUTS, List.of("go", "u"), SmallModel.node("Relu", List.of("v"), "u"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 100})
  void read_loopOfConstantTrips_isUnrolled(int trips) throws IOException {
    Graph graph = read(looping(relus(), trips));
    assertThat(operators(graph)).hasSize(2 + trips).startsWith("Flatten").endsWith("MatMul");
    String value = "f";
    for (Node node : graph.nodes()) {
      if (!node.operator().equals("Flatten")) {
        assertThat(node.inputs().get(0)).isEqualTo(value);
        value = node.outputs().get(0);
      }
    }
    assertThat(value).isEqualTo("y");
  }

  @Test
  void read_loopUntilACondition_endsThere() throws IOException {
    GraphProto body =
        body(
            INPUTS,
            List.of("less", "u"),
            SmallModel.node("Relu", List.of("v"), "u"),
            SmallModel.node("Less", List.of("trip", "two"), "less"));
    GraphProto.Builder graph =
        around(loop("", "", body))
            .addInitializer(scalar("two", TensorProto.DataType.INT64_VALUE, 2));
    // Trips 0, 1 and 2, of which the last says no.
    assertThat(operators(read(graph)).stream().filter("Relu"::equals)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trips", "condition"})
  void read_loopOfTheImage_isRefused(String which) {
    NodeProto loop = which.equals("trips") ? loop("n", "", relus()) : loop("", "n", relus());
    GraphProto.Builder graph = around(SmallModel.node("ReduceMax", List.of("f"), "n"), loop);
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Loop 'h': how often it is repeated is known only when");
  }

  @Test
  void read_loopWhoseConditionComesFromTheImage_isRefused() {
    GraphProto body =
        body(
            INPUTS,
            List.of("on", "u"),
            SmallModel.node("Relu", List.of("v"), "u"),
            SmallModel.node("ReduceMax", List.of("u"), "on"));
    assertThatThrownBy(() -> read(looping(body, 5)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("how often it is repeated");
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, Long.MAX_VALUE})
  void read_giganticTripCount_isRefused(long trips) {
    GraphProto nothing = body(INPUTS, List.of("go", "v"));
    for (GraphProto body : List.of(relus(), nothing)) {
      assertThatThrownBy(() -> read(looping(body, trips)))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("expected at most 10000 nodes in all branches");
    }
  }

  @Test
  void read_endlessLoop_isRefused() {
    GraphProto.Builder graph = around(loop("", "", body(INPUTS, List.of("go", "v"))));
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected at most 10000 nodes in all branches");
  }

  @Test
  void read_loopsInsideLoops_areBoundedTogether() {
    GraphProto body = relus();
    for (int depth = 0; depth < 6; depth++) {
      NodeProto inner =
          SmallModel.node("Loop", List.of("trips", "", "v"), "u").toBuilder()
              .addAttribute(attribute("body", body))
              .build();
      body = body(INPUTS, List.of("go", "u"), inner);
    }
    GraphProto whole = body;
    assertThatThrownBy(() -> read(looping(whole, 10)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected at most 10000 nodes in all branches");
  }
}
