package io.separatrix.network.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityRemovalTest {

  private static Node node(String operator, List<String> inputs, String... outputs) {
    return new Node(operator, outputs[0], inputs, List.of(outputs), Attributes.NONE);
  }

  private static Graph graph(String output, Node... nodes) {
    return new Graph(13, "x", List.of(1, 2, 2), output, List.of(nodes), Map.of());
  }

  @Test
  void apply_chainBeforeTheOutput_outputIsItsSource() {
    Graph graph =
        graph(
            "c",
            node("Relu", List.of("x"), "a"),
            node("Dropout", List.of("a", "ratio", "training"), "b"),
            node("Identity", List.of("b"), "c"));
    Graph removed = IdentityRemoval.apply(graph);
    assertThat(removed.nodes()).containsExactly(node("Relu", List.of("x"), "a"));
    assertThat(removed.output()).isEqualTo("a");
  }

  @Test
  void apply_severalReaders_allReadTheSource() {
    Graph graph =
        graph(
            "c",
            node("Identity", List.of("x"), "a"),
            node("Relu", List.of("a"), "b"),
            node("Add", List.of("a", "b"), "c"));
    assertThat(IdentityRemoval.apply(graph).nodes())
        .containsExactly(node("Relu", List.of("x"), "b"), node("Add", List.of("x", "b"), "c"));
  }

  @Test
  void apply_dropoutWhoseMaskIsRead_stays() {
    Graph graph =
        graph(
            "c",
            node("Dropout", List.of("x"), "a", "mask"),
            node("Where", List.of("mask", "a", "x"), "c"));
    assertThat(IdentityRemoval.apply(graph).nodes()).hasSize(2);
  }
}
