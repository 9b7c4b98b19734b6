package io.separatrix.network.rewrite;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Removes nodes and constants that no output depends on, such as auxiliary heads. */
public final class UnusedNodes {

  private UnusedNodes() {}

  /** The classifier with only what its logits need, in the same order. */
  public static Graph remove(Graph graph) {
    OperatorGraph needed = remove(graph.operators());
    return graph.withBody(needed.nodes(), needed.constants());
  }

  /** The graph with only what its outputs need, in the same order. */
  public static OperatorGraph remove(OperatorGraph graph) {
    Set<String> needed = new HashSet<>();
    graph.outputs().stream().map(ValueInfo::name).forEach(needed::add);
    Deque<Node> kept = new ArrayDeque<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        kept.addFirst(node);
        needed.addAll(node.inputs());
      }
    }
    Map<String, Constant> constants = new TreeMap<>(graph.constants());
    constants.keySet().retainAll(needed);
    return graph.withBody(List.copyOf(kept), constants);
  }
}
