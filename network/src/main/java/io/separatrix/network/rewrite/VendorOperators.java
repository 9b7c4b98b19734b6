package io.separatrix.network.rewrite;

import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes operators that ONNX Runtime's offline optimiser puts in ({@code com.microsoft}, and {@code
 * com.ms.internal.nhwc} for images N x H x W x C) as standard operators, so that whatever looks at
 * a graph sees what it knows. Their definitions are ONNX Runtime's {@code
 * docs/ContribOperators.md}.
 *
 * <p>Operators of integers are written as their float form between {@code DequantizeLinear} and
 * {@code QuantizeLinear}, which is what they compute but for the order of roundings in float32.
 */
public final class VendorOperators {

  /** A matrix product with transposed operands, whose ranks the graph need not tell. */
  public static final String FUSED_MATMUL = "FusedMatMul";

  /** The inverse of square matrices. */
  public static final String INVERSE = "Inverse";

  static final String MICROSOFT = "com.microsoft:";
  private static final String BLOCKED = "com.microsoft.nchwc:";

  private static final Map<String, Consumer<Lowering>> RULES = new HashMap<>();

  static {
    FusedLayers.register(RULES);
    FusedActivations.register(RULES);
    ChannelsLast.register(RULES);
    FusedAttention.register(RULES);
    IntegerOperators.register(RULES);
  }

  private VendorOperators() {}

  /**
   * The graph without them; a vendor's operators that are not known stay.
   *
   * @throws ModelFormatException if one has inputs or attributes that it must not have, or is laid
   *     out for one processor
   */
  public static OperatorGraph lower(OperatorGraph graph) {
    if (graph.nodes().stream().noneMatch(VendorOperators::concerns)) {
      return graph;
    }
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    Set<String> taken = names(graph);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.operator().startsWith(BLOCKED)) {
        throw new ModelFormatException(
            node.operator()
                + " '"
                + node.name()
                + "': the model was optimised for one processor; optimise it at level 'extended' or"
                + " below, or give the original");
      }
      Consumer<Lowering> rule = RULES.get(node.operator());
      if (rule == null) {
        nodes.add(node);
      } else {
        Lowering lowering = new Lowering(node, graph.opset(), constants, taken);
        rule.accept(lowering);
        nodes.addAll(lowering.nodes());
      }
    }
    return graph.withBody(nodes, constants);
  }

  private static boolean concerns(Node node) {
    return node.operator().startsWith(BLOCKED) || RULES.containsKey(node.operator());
  }

  /** The names of all values of a graph. */
  static Set<String> names(OperatorGraph graph) {
    Set<String> names = new HashSet<>(graph.constants().keySet());
    graph.inputs().stream().map(ValueInfo::name).forEach(names::add);
    graph.nodes().forEach(node -> names.addAll(node.outputs()));
    return names;
  }
}
