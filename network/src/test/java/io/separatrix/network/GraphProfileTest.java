package io.separatrix.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class GraphProfileTest {

  private static NetworkKind kind(BiFunction<GraphBuilder, String, String> layers) {
    GraphBuilder builder = new GraphBuilder("image", List.of(4, 6, 6));
    return GraphProfile.of(builder.build(layers.apply(builder, "image"), Map.of())).kind();
  }

  private static String node(GraphBuilder builder, String operator, String... inputs) {
    return builder.node(operator, Attributes.NONE, inputs);
  }

  @Test
  void kind_kinksOrNothing_isPiecewiseLinear() {
    assertThat(kind((b, x) -> b.flatten(x))).isEqualTo(NetworkKind.PIECEWISE_LINEAR);
    assertThat(kind((b, x) -> b.pool("MaxPool", b.relu(x), 2, 2, 0)))
        .isEqualTo(NetworkKind.PIECEWISE_LINEAR);
  }

  @Test
  void kind_curvedOperatorsAlone_isSmooth() {
    assertThat(kind((b, x) -> node(b, "LRN", node(b, "Gelu", x)))).isEqualTo(NetworkKind.SMOOTH);
    assertThat(kind((b, x) -> node(b, "Mul", x, x))).isEqualTo(NetworkKind.SMOOTH);
    assertThat(kind((b, x) -> node(b, "Elu", x))).isEqualTo(NetworkKind.SMOOTH);
  }

  @Test
  void kind_kinksBesideACurvedOperator_isMixedInEitherOrder() {
    for (String curved : List.of("LRN", "Sigmoid", "LayerNormalization", "Softmax")) {
      assertThat(kind((b, x) -> node(b, curved, b.relu(x)))).isEqualTo(NetworkKind.MIXED);
      assertThat(kind((b, x) -> b.pool("MaxPool", node(b, curved, x), 2, 2, 0)))
          .isEqualTo(NetworkKind.MIXED);
    }
    assertThat(kind((b, x) -> node(b, "HardSwish", x))).isEqualTo(NetworkKind.MIXED);
    assertThat(
            kind((b, x) -> b.node("Elu", Attributes.NONE.with("alpha", 0.5f), node(b, "Elu", x))))
        .isEqualTo(NetworkKind.MIXED);
  }

  @Test
  void kind_ofConstants_doesNotCount() {
    Constant one = Constant.of(new float[] {1}, 1);
    assertThat(kind((b, x) -> node(b, "Add", x, node(b, "Sigmoid", b.constant("one", one)))))
        .isEqualTo(NetworkKind.PIECEWISE_LINEAR);
  }

  @Test
  void remainingKinks_otherThanReluAndMaxPooling_areNamed() {
    GraphBuilder builder = new GraphBuilder("image", List.of(4, 6, 6));
    String x = builder.pool("MaxPool", builder.relu("image"), 2, 2, 0);
    Graph graph = builder.build(node(builder, "LeakyRelu", x), Map.of());
    assertThat(GraphProfile.kinks(graph)).containsExactly("LeakyRelu", "MaxPool", "Relu");
    assertThat(SmoothSurrogate.remainingKinks(graph)).containsExactly("LeakyRelu");
    assertThat(SmoothSurrogate.remainingKinks(SmoothSurrogate.of(graph, 1)))
        .containsExactly("LeakyRelu");
  }
}
