package io.separatrix.network.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantisationTest {

  private static Constant bytes(ElementType type, int[] values, long... shape) {
    ByteBuffer data = ByteBuffer.allocate(values.length);
    for (int value : values) {
      data.put((byte) value);
    }
    return new Constant(type, shape, data.flip());
  }

  private static Constant signed(int[] values, long... shape) {
    return bytes(ElementType.INT8, values, shape);
  }

  private static OperatorGraph graph(Map<String, Constant> constants, Node... nodes) {
    return new OperatorGraph(
        21,
        List.of(new ValueInfo("x", ElementType.FLOAT32, null)),
        List.of(new ValueInfo("y", ElementType.FLOAT32, null)),
        List.of(nodes),
        constants);
  }

  private static Node node(String operator, Attributes attributes, String output, String... in) {
    return new Node(operator, output, List.of(in), List.of(output), attributes);
  }

  private static Constant dequantised(
      Constant weights, Constant scale, Constant zero, Attributes attributes) {
    Map<String, Constant> constants = new HashMap<>(Map.of("q", weights, "s", scale, "z", zero));
    OperatorGraph folded =
        Quantisation.foldWeights(
            graph(
                constants,
                node("DequantizeLinear", attributes, "w", "q", "s", "z"),
                node("MatMul", Attributes.NONE, "y", "x", "w")));
    assertThat(folded.nodes()).extracting(Node::operator).containsExactly("MatMul");
    return requireNonNull(folded.constants().get("w"));
  }

  @Test
  void foldWeights_perTensor_isExact() {
    float s = 0.1f;
    Constant w =
        dequantised(
            signed(new int[] {-128, -1, 0, 127}, 2, 2),
            Constant.of(new float[] {s}),
            signed(new int[] {3}),
            Attributes.NONE);
    assertThat(w).isEqualTo(Constant.of(new float[] {-131 * s, -4 * s, -3 * s, 124 * s}, 2, 2));
  }

  @Test
  void foldWeights_unsigned_goTo255() {
    Constant w =
        dequantised(
            bytes(ElementType.UINT8, new int[] {0, 128, 200, 255}, 4),
            Constant.of(new float[] {0.5f}),
            bytes(ElementType.UINT8, new int[] {128}),
            Attributes.NONE);
    assertThat(w.toDoubles()).containsExactly(-64, 0, 36, 63.5);
  }

  @Test
  void foldWeights_perAxis_takesTheScaleOfEachIndex() {
    Constant q = signed(new int[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Constant rows = Constant.of(new float[] {0.5f, 2}, 2);
    Constant columns = Constant.of(new float[] {1, 2, 4}, 3);
    assertThat(
            dequantised(q, rows, signed(new int[] {0, 1}, 2), Attributes.NONE.with("axis", 0L))
                .toDoubles())
        .containsExactly(0.5, 1, 1.5, 6, 8, 10);
    double[] byColumns = {0, 2, 8, 3, 8, 20};
    Constant zeros = signed(new int[] {1, 1, 1}, 3);
    // The default axis is 1, which is the last here.
    for (Attributes a : List.of(Attributes.NONE, Attributes.NONE.with("axis", -1L))) {
      assertThat(dequantised(q, columns, zeros, a).toDoubles()).containsExactly(byColumns);
    }
  }

  @Test
  void foldWeights_perBlock_takesTheScaleOfEachBlock() {
    Constant q = signed(new int[] {1, 2, 3, 4, 5, 6}, 3, 2);
    Constant scales = Constant.of(new float[] {1, 10, 100, 1000}, 2, 2);
    Attributes blocks = Attributes.NONE.with("axis", 0L).with("block_size", 2L);
    assertThat(dequantised(q, scales, signed(new int[4], 2, 2), blocks).toDoubles())
        .containsExactly(1, 20, 3, 40, 500, 6000);
  }

  /** Halves go to even numbers, and what lies outside is saturated. */
  @Test
  void foldWeights_quantisedWeights_areRounded() {
    Map<String, Constant> constants =
        Map.of(
            "v", Constant.of(new float[] {0.25f, 0.75f, -1.25f, 900, -900}, 5),
            "s", Constant.of(new float[] {0.5f}),
            "z", signed(new int[] {10}));
    OperatorGraph folded =
        Quantisation.foldWeights(
            graph(
                constants,
                node("QuantizeLinear", Attributes.NONE, "q", "v", "s", "z"),
                node("DequantizeLinear", Attributes.NONE, "w", "q", "s", "z"),
                node("MatMul", Attributes.NONE, "y", "x", "w")));
    assertThat(requireNonNull(folded.constants().get("q")).toDoubles())
        .containsExactly(10, 12, 8, 127, -128);
    assertThat(requireNonNull(folded.constants().get("w")).toDoubles())
        .containsExactly(0, 1, -1, 58.5, -69);
    assertThat(Quantisation.roundings(folded)).isZero();
  }

  @Test
  void roundings_ofImages_areCountedAndNamed() {
    Map<String, Constant> constants =
        Map.of("s", Constant.of(new float[] {0.5f}), "z", signed(new int[] {0}));
    OperatorGraph graph =
        graph(
            constants,
            node("QuantizeLinear", Attributes.NONE, "a", "x", "s", "z"),
            node("DequantizeLinear", Attributes.NONE, "b", "a", "s", "z"),
            node("QuantizeLinear", Attributes.NONE, "c", "b", "s", "z"),
            node("DequantizeLinear", Attributes.NONE, "y", "c", "s", "z"));
    assertThat(Quantisation.roundings(graph)).isEqualTo(2);
    assertThat(Quantisation.roundsActivations(graph)).contains("QuantizeLinear 'a'");
    OperatorGraph relaxed = Quantisation.relax(graph);
    assertThat(Quantisation.roundings(relaxed)).isZero();
    assertThat(relaxed.nodes()).extracting(Node::operator).containsOnly("Clip");
  }
}
