package io.separatrix.network.rewrite;

import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes a Softmax, LogSoftmax or Log of Softmax behind the logits: the geometry is that of
 * logits. Operators that only change the shape may stand before the output.
 *
 * @param graph the graph without it
 * @param removed names of the operators removed, from the output inwards
 */
public record TrailingSoftmax(OperatorGraph graph, List<String> removed) {

  /** Operators that leave the numbers of their first input as they are. */
  public static final Set<String> SHAPE_ONLY =
      Set.of("Identity", "Dropout", "Flatten", "Reshape", "Squeeze", "Cast");

  /** More than that in a row is no classifier but an attack. */
  private static final int MOST = 4;

  public TrailingSoftmax {
    removed = List.copyOf(removed);
  }

  /** Strips what is there, for a graph with one output. */
  public static TrailingSoftmax strip(OperatorGraph graph) {
    List<String> removed = new ArrayList<>();
    OperatorGraph current = graph;
    while (removed.size() < MOST) {
      Node softmax = last(current);
      if (softmax == null) {
        break;
      }
      removed.add(softmax.operator());
      current = bypass(current, softmax);
    }
    return new TrailingSoftmax(current, removed);
  }

  private static @Nullable Node last(OperatorGraph graph) {
    Map<String, Node> writers = new HashMap<>();
    Map<String, Integer> readers = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.outputs().stream().limit(1).forEach(name -> writers.put(name, node));
      node.inputs().forEach(name -> readers.merge(name, 1, Integer::sum));
    }
    String value = graph.outputs().get(0).name();
    readers.merge(value, 1, Integer::sum);
    while (true) {
      Node writer = writers.get(value);
      if (writer == null || writer.inputs().isEmpty() || readers.getOrDefault(value, 0) != 1) {
        return null;
      }
      if (writer.operator().equals("Softmax") || writer.operator().equals("LogSoftmax")) {
        return overClasses(graph, writer) ? writer : null;
      }
      if (writer.operator().equals("Log")) {
        Node inner = writers.get(writer.inputs().get(0));
        boolean softmax =
            inner != null && inner.operator().equals("Softmax") && overClasses(graph, inner);
        return softmax ? writer : null;
      }
      if (!SHAPE_ONLY.contains(writer.operator())) {
        return null;
      }
      value = writer.inputs().get(0);
    }
  }

  /** Whether it normalises over axis 1 or the last one, which are the classes of N x L. */
  private static boolean overClasses(OperatorGraph graph, Node softmax) {
    long axis = softmax.attributes().integer("axis", graph.opset() < 13 ? 1 : -1);
    return axis == 1 || axis == -1 || axis == -3;
  }

  private static OperatorGraph bypass(OperatorGraph graph, Node removed) {
    String from = removed.outputs().get(0);
    String to = removed.inputs().get(0);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!node.outputs().equals(removed.outputs())) {
        List<String> inputs =
            node.inputs().stream().map(name -> name.equals(from) ? to : name).toList();
        nodes.add(
            new Node(node.operator(), node.name(), inputs, node.outputs(), node.attributes()));
      }
    }
    List<ValueInfo> outputs =
        graph.outputs().stream()
            .map(
                output ->
                    output.name().equals(from)
                        ? new ValueInfo(to, output.type(), output.shape())
                        : output)
            .toList();
    return new OperatorGraph(graph.opset(), graph.inputs(), outputs, nodes, graph.constants());
  }
}
