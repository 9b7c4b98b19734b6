package io.separatrix.network.onnx;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.network.rewrite.TrailingSoftmax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes two classes of one logit z: class 0 has the logit 0, class 1 has z. A Sigmoid behind z is
 * taken off, as one behind several logits is: it is monotone, so labels stay.
 *
 * @param graph with two logits where it had one
 * @param notes what was done
 */
record TwoClasses(OperatorGraph graph, List<String> notes) {

  static TwoClasses of(OperatorGraph graph) {
    ValueInfo output = graph.outputs().get(0);
    List<Long> shape = output.shape();
    boolean one =
        shape != null
            && (shape.size() == 1 || shape.stream().skip(1).allMatch(extent -> extent == 1));
    List<String> notes = new ArrayList<>();
    List<Node> nodes = new ArrayList<>(graph.nodes());
    String logits = output.name();
    Node sigmoid = sigmoid(nodes, logits);
    if (sigmoid != null) {
      nodes.remove(sigmoid);
      String from = sigmoid.outputs().get(0);
      String to = sigmoid.inputs().get(0);
      nodes.replaceAll(node -> reading(node, from, to));
      logits = logits.equals(from) ? to : logits;
      notes.add(
          one
              ? "the Sigmoid behind the logit was taken off"
              : "multi-label: the model has a Sigmoid for each class; it was taken off, and the"
                  + " label is the class of the largest logit");
    }
    if (one && shape != null && shape.size() == 1 && shape.get(0) > 1) {
      one = false;
    }
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    if (one) {
      notes.add("one logit z: class 0 has the logit 0, class 1 has z");
      constants.put(logits + "/column", Constant.of(new long[] {-1, 1}, 2));
      constants.put(logits + "/zero_and_one", Constant.of(new float[] {0, 1}, 1, 2));
      nodes.add(node("Reshape", logits, logits + "/column", logits + "/as_column"));
      nodes.add(node("Mul", logits + "/as_column", logits + "/zero_and_one", logits + "/two"));
      logits = logits + "/two";
    }
    ValueInfo named = new ValueInfo(logits, output.type(), one ? null : shape);
    return new TwoClasses(
        new OperatorGraph(graph.opset(), graph.inputs(), List.of(named), nodes, constants), notes);
  }

  private static Node node(String operator, String left, String right, String output) {
    return new Node(operator, output, List.of(left, right), List.of(output), Attributes.NONE);
  }

  private static Node reading(Node node, String from, String to) {
    List<String> inputs =
        node.inputs().stream().map(name -> name.equals(from) ? to : name).toList();
    return new Node(node.operator(), node.name(), inputs, node.outputs(), node.attributes());
  }

  /** Behind it are only operators that leave numbers as they are; null if there is none. */
  private static @Nullable Node sigmoid(List<Node> nodes, String output) {
    String value = output;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().contains(value)) {
        String read = value;
        long readers = nodes.stream().filter(other -> other.inputs().contains(read)).count();
        if (node.inputs().isEmpty() || readers > (read.equals(output) ? 0 : 1)) {
          return null;
        }
        if (node.operator().equals("Sigmoid")) {
          return node;
        }
        if (!TrailingSoftmax.SHAPE_ONLY.contains(node.operator())) {
          return null;
        }
        value = node.inputs().get(0);
      }
    }
    return null;
  }
}
