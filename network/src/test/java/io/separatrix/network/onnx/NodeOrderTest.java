package io.separatrix.network.onnx;

import static io.separatrix.network.onnx.SmallModel.node;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeOrderTest {

  private static final NodeProto FIRST = node("Relu", List.of("x"), "a");
  private static final NodeProto SECOND = node("Exp", List.of("a"), "b");
  private static final NodeProto THIRD = node("Add", List.of("b", "a"), "c");

  @Test
  void sorted_nodesInOrder_areLeftAlone() {
    List<NodeProto> nodes = List.of(FIRST, SECOND, THIRD);
    assertThat(NodeOrder.sorted(nodes)).isSameAs(nodes);
  }

  @Test
  void sorted_nodesOutOfOrder_standBehindWhatTheyRead() {
    assertThat(NodeOrder.sorted(List.of(THIRD, SECOND, FIRST)))
        .containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void sorted_cycle_isLeftForTheReaderToRefuse() {
    List<NodeProto> nodes = List.of(node("Relu", List.of("b"), "a"), SECOND);
    assertThat(NodeOrder.sorted(nodes)).isSameAs(nodes);
  }

  @Test
  void sorted_longChainBackwards_takesNoTime() {
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      nodes.add(node("Relu", List.of("v" + i), "v" + (i + 1)));
    }
    List<NodeProto> backwards = new ArrayList<>(nodes);
    Collections.reverse(backwards);
    assertThat(NodeOrder.sorted(backwards)).isEqualTo(nodes);
  }
}
