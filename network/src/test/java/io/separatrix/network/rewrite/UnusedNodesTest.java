package io.separatrix.network.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnusedNodesTest {

  @Test
  void remove_auxiliaryHead_goesWithItsWeights() {
    Node trunk = new Node("Relu", "r", List.of("x"), List.of("r"), Attributes.NONE);
    Node head = new Node("Mul", "y", List.of("r", "w"), List.of("y"), Attributes.NONE);
    Node auxiliary = new Node("Mul", "a", List.of("r", "v"), List.of("a"), Attributes.NONE);
    Constant weight = Constant.of(new float[] {2}, 1);
    Graph graph =
        new Graph(
            13,
            "x",
            List.of(1, 1, 1),
            "y",
            List.of(trunk, auxiliary, head),
            Map.of("w", weight, "v", weight));
    Graph needed = UnusedNodes.remove(graph);
    assertThat(needed.nodes()).containsExactly(trunk, head);
    assertThat(needed.constants()).containsOnlyKeys("w");
  }
}
