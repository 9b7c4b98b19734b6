package io.separatrix.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(5)
class FunctionInliningTest {

  private static final String DOMAIN = "own";

  @TempDir Path folder;

  private OperatorGraph read(GraphProto.Builder graph, FunctionProto... functions)
      throws IOException {
    ModelProto model =
        SmallModel.model(graph).toBuilder().addAllFunctions(List.of(functions)).build();
    Path file = Files.write(folder.resolve("model.onnx"), model.toByteArray());
    return OnnxReader.readOperators(file);
  }

  private void assertRefused(String reason, FunctionProto... functions) {
    assertThatThrownBy(() -> read(calling("f0"), functions))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining(reason);
  }

  private static NodeProto call(String function, List<String> inputs, String... outputs) {
    return NodeProto.newBuilder()
        .setDomain(DOMAIN)
        .setOpType(function)
        .addAllInput(inputs)
        .addAllOutput(List.of(outputs))
        .build();
  }

  /** Images 1 x 2 x 2 to y by a function. */
  private static GraphProto.Builder calling(String function) {
    return SmallModel.graph().clearNode().addNode(call(function, List.of("x", "w"), "y"));
  }

  private static FunctionProto.Builder function(String name, NodeProto... body) {
    return FunctionProto.newBuilder()
        .setDomain(DOMAIN)
        .setName(name)
        .addAllInput(List.of("a", "b"))
        .addOutput("c")
        .addAllNode(List.of(body));
  }

  private static List<String> operators(OperatorGraph graph) {
    return graph.nodes().stream().map(Node::operator).toList();
  }

  @Test
  void read_nestedFunctions_areTheirBodies() throws IOException {
    FunctionProto.Builder outer =
        function(
            "f0",
            SmallModel.node("Flatten", List.of("a"), "t"),
            call("f1", List.of("t", "b"), "u"),
            call("f1", List.of("u", ""), "c"));
    FunctionProto.Builder inner =
        function(
            "f1",
            SmallModel.node("Relu", List.of("a"), "t"),
            SmallModel.node("Gemm", List.of("t", "b"), "c"));
    OperatorGraph graph = read(calling("f0"), outer.build(), inner.build());
    assertThat(operators(graph)).containsExactly("Flatten", "Relu", "Gemm", "Relu", "Gemm");
    List<Node> nodes = graph.nodes();
    assertThat(nodes.get(0).inputs()).containsExactly("x");
    assertThat(nodes.get(1).inputs()).isEqualTo(nodes.get(0).outputs());
    assertThat(nodes.get(2).inputs()).containsExactly(nodes.get(1).outputs().get(0), "w");
    assertThat(nodes.get(3).inputs()).isEqualTo(nodes.get(2).outputs());
    assertThat(nodes.get(3).outputs()).isNotEqualTo(nodes.get(1).outputs());
    assertThat(nodes.get(4).inputs()).isEqualTo(nodes.get(3).outputs());
    assertThat(nodes.get(4).outputs()).containsExactly("y");
  }

  private static AttributeProto.Builder alpha() {
    return AttributeProto.newBuilder().setName("alpha").setType(AttributeProto.AttributeType.FLOAT);
  }

  @Test
  void read_attributeOfTheFunction_isTheCallsElseTheDefaultElseLeftOut() throws IOException {
    NodeProto leaky =
        SmallModel.node("LeakyRelu", List.of("a"), "c").toBuilder()
            .addAttribute(alpha().setRefAttrName("slope"))
            .build();
    FunctionProto without = function("f0", leaky).addAttribute("slope").build();
    FunctionProto withDefault =
        function("f0", leaky).addAttributeProto(alpha().setName("slope").setF(0.25f)).build();
    GraphProto.Builder given = calling("f0");
    given.getNodeBuilder(0).addAttribute(alpha().setName("slope").setF(0.5f));

    assertThat(read(given, withDefault).nodes().get(0).attributes().number("alpha", 0))
        .isEqualTo(0.5);
    assertThat(read(calling("f0"), withDefault).nodes().get(0).attributes().number("alpha", 0))
        .isEqualTo(0.25);
    assertThat(read(calling("f0"), without).nodes().get(0).attributes().has("alpha")).isFalse();
  }

  @Test
  void read_resultThatIsAnInput_isACopy() throws IOException {
    FunctionProto function = function("f0").clearOutput().addOutput("a").build();
    OperatorGraph graph = read(calling("f0"), function);
    assertThat(operators(graph)).containsExactly("Identity");
    assertThat(graph.nodes().get(0).inputs()).containsExactly("x");
    assertThat(graph.nodes().get(0).outputs()).containsExactly("y");
  }

  @Test
  void read_functionNamedLikeAnOperator_takesItsPlace() throws IOException {
    FunctionProto own =
        function("Gemm", SmallModel.node("Add", List.of("a", "b"), "c")).setDomain("").build();
    GraphProto.Builder graph =
        SmallModel.graph().clearNode().addNode(SmallModel.node("Gemm", List.of("x", "w"), "y"));
    assertThat(operators(read(graph, own))).containsExactly("Add");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void read_recursion_isRefused(int length) {
    FunctionProto[] circle = new FunctionProto[length];
    for (int i = 0; i < length; i++) {
      circle[i] = function("f" + i, call("f" + (i + 1) % length, List.of("a", "b"), "c")).build();
    }
    assertRefused("calls itself", circle);
  }

  private static FunctionProto[] chain(int length, int calls) {
    FunctionProto[] chain = new FunctionProto[length + 1];
    for (int i = 0; i < length; i++) {
      FunctionProto.Builder function = function("f" + i);
      for (int j = 0; j < calls; j++) {
        function.addNode(call("f" + (i + 1), List.of("a", "b"), j == 0 ? "c" : "c" + j));
      }
      chain[i] = function.build();
    }
    chain[length] = function("f" + length, SmallModel.node("Add", List.of("a", "b"), "c")).build();
    return chain;
  }

  @Test
  void read_functionsThatCallTheNextTwice_areRefused() {
    assertRefused("expected functions that make at most", chain(40, 2));
  }

  @Test
  void read_deepChain_isRefused() throws IOException {
    assertThat(operators(read(calling("f0"), chain(60, 1)))).containsExactly("Add");
    assertRefused("deep", chain(5000, 1));
  }

  @Test
  void read_longNamesInManyCalls_areRefused() {
    String name = "v".repeat(100_000);
    FunctionProto inner =
        function("f1", SmallModel.node("Relu", List.of("a"), name))
            .addNode(SmallModel.node("Relu", List.of(name), "c"))
            .build();
    FunctionProto.Builder outer = function("f0");
    for (int i = 0; i < 10_000; i++) {
      outer.addNode(call("f1", List.of("a", "b"), "c" + i));
    }
    assertRefused("expected functions that make at most", outer.build(), inner);
  }

  @Test
  void read_wrongCallsAndDefinitions_areRefused() {
    FunctionProto add = function("f0", SmallModel.node("Add", List.of("a", "b"), "c")).build();
    assertRefused("defined twice", add, add);
    assertRefused(
        "at most 1 inputs, found a call with 2",
        add.toBuilder().clearInput().addInput("a").build());
    assertRefused("at most 0 outputs", add.toBuilder().clearOutput().build());
    OperatorSetIdProto other = OperatorSetIdProto.newBuilder().setVersion(9).build();
    assertRefused("operator set 17, found 9", add.toBuilder().addOpsetImport(other).build());
    FunctionProto outside = function("f0", SmallModel.node("Add", List.of("a", "x"), "c")).build();
    assertRefused("which nothing before it writes", outside);
  }
}
