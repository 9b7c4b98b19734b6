package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A smooth network near a piecewise linear one: {@code softplus(b x) / b} for each ReLU and {@code
 * log(sum exp(b x)) / b} over the window for each max pooling, with sharpness b in 1 / unit of the
 * activation. It has a Hessian, which the original lacks; as b grows its logits tend to the
 * original's, and its curvature gathers at the original's kinks. Whether the labels are kept is for
 * the caller to check.
 */
public final class SmoothSurrogate {

  /** Name of the operator that replaces Relu; it has the attribute {@link #SHARPNESS}. */
  public static final String SOFTPLUS = Node.OWN_DOMAIN + "SharpSoftplus";

  /** Name of the operator that replaces MaxPool; it has MaxPool's attributes as well. */
  public static final String LOG_SUM_EXP_POOL = Node.OWN_DOMAIN + "LogSumExpPool";

  /** Name of the attribute that holds b. */
  public static final String SHARPNESS = "sharpness";

  private SmoothSurrogate() {}

  /**
   * @param sharpness b, positive
   */
  public static Graph of(Graph graph, double sharpness) {
    if (!(sharpness > 0)) {
      throw new IllegalArgumentException("expected a positive sharpness, found " + sharpness);
    }
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      nodes.add(
          switch (node.operator()) {
            case "Relu" -> renamed(node, SOFTPLUS, sharpness);
            case "MaxPool" -> renamed(node, LOG_SUM_EXP_POOL, sharpness);
            default -> node;
          });
    }
    return graph.withBody(nodes, graph.constants());
  }

  /** Operators of the graph that keep their kinks; the surrogate is smooth if there are none. */
  public static Set<String> remainingKinks(Graph graph) {
    Set<String> kinks = new TreeSet<>(GraphProfile.kinks(graph));
    kinks.removeAll(Set.of("Relu", "MaxPool"));
    return kinks;
  }

  private static Node renamed(Node node, String operator, double sharpness) {
    Attributes attributes = node.attributes().with(SHARPNESS, (float) sharpness);
    return new Node(operator, node.name(), node.inputs(), node.outputs(), attributes);
  }
}
