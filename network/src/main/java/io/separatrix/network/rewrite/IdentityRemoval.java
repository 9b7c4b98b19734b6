package io.separatrix.network.rewrite;

import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes Identity and Dropout. A classifier is studied outside training, where a dropout passes
 * its input on, even one that the file asks to be active.
 */
public final class IdentityRemoval {

  private IdentityRemoval() {}

  /** The graph without them; a Dropout whose mask is read stays. */
  public static Graph apply(Graph graph) {
    Set<String> read = new HashSet<>();
    graph.nodes().forEach(node -> read.addAll(node.inputs()));
    Map<String, String> same = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<String> inputs =
          node.inputs().stream().map(name -> same.getOrDefault(name, name)).toList();
      if (passesOn(node, read)) {
        same.put(node.outputs().get(0), inputs.get(0));
      } else {
        nodes.add(
            new Node(node.operator(), node.name(), inputs, node.outputs(), node.attributes()));
      }
    }
    return graph
        .withBody(nodes, graph.constants())
        .withOutput(same.getOrDefault(graph.output(), graph.output()));
  }

  private static boolean passesOn(Node node, Set<String> read) {
    if (node.inputs().isEmpty() || node.outputs().isEmpty()) {
      return false;
    }
    return switch (node.operator()) {
      case "Identity" -> true;
      case "Dropout" -> node.outputs().stream().skip(1).noneMatch(read::contains);
      default -> false;
    };
  }
}
