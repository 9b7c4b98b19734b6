package io.separatrix.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a network is made of, read off its graph.
 *
 * @param operators how often each operator occurs
 * @param parameters floating-point constants, all elements together; normalisation constants count
 * @param kind whether the operators that depend on the image have kinks, and whether any of them is
 *     curved. Products of two values that both depend on the image are curved, products with
 *     constants are not
 */
public record GraphProfile(Map<String, Integer> operators, long parameters, NetworkKind kind) {

  private static final Set<String> PIECEWISE_LINEAR =
      Set.of(
          "Abs",
          "Add",
          "AveragePool",
          "BatchNormalization",
          "Cast",
          "Clip",
          "Concat",
          "Constant",
          "DepthToSpace",
          "DequantizeLinear",
          "Dropout",
          "Expand",
          "Flatten",
          "Gather",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "HardSigmoid",
          "Identity",
          "LeakyRelu",
          "Max",
          "MaxPool",
          "Mean",
          "Min",
          "Neg",
          "PRelu",
          "Pad",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceL1",
          "ReduceSum",
          "Relu",
          "Reshape",
          "Resize",
          "Shape",
          "Slice",
          "SpaceToDepth",
          "Split",
          "Squeeze",
          "Sub",
          "Sum",
          "ThresholdedRelu",
          "Tile",
          "Transpose",
          "Unsqueeze",
          "Upsample");

  /** Operators whose gradient jumps somewhere, or that jump themselves; some are curved as well. */
  private static final Set<String> KINKED =
      Set.of(
          "Abs",
          "Ceil",
          "Clip",
          "Floor",
          "GlobalMaxPool",
          "HardSigmoid",
          "HardSwish",
          "Hardmax",
          "LeakyRelu",
          "Max",
          "MaxPool",
          "MaxRoiPool",
          "MaxUnpool",
          "Min",
          "Mod",
          "PRelu",
          "ReduceL1",
          "ReduceMax",
          "ReduceMin",
          "Relu",
          "Round",
          "Selu",
          "Shrink",
          "Sign",
          "ThresholdedRelu",
          "TopK",
          "Where");

  /** Products of their first two inputs; what else they read is added. */
  private static final Set<String> PRODUCTS =
      Set.of("Conv", "ConvTranspose", "Div", "FusedMatMul", "Gemm", "MatMul", "Mul");

  public GraphProfile {
    operators = Map.copyOf(operators);
  }

  /** The profile of a graph. */
  public static GraphProfile of(Graph graph) {
    Map<String, Integer> operators = new TreeMap<>();
    graph.nodes().forEach(node -> operators.merge(node.operator(), 1, Integer::sum));
    long parameters =
        graph.constants().values().stream()
            .filter(constant -> floating(constant.type()))
            .mapToLong(Constant::elements)
            .sum();
    return new GraphProfile(operators, parameters, kind(graph));
  }

  /** Whether exact second derivatives are zero almost everywhere. */
  public boolean piecewiseLinear() {
    return kind == NetworkKind.PIECEWISE_LINEAR;
  }

  private static boolean floating(ElementType type) {
    return switch (type) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  /** Operators of a graph that depend on the image and have kinks. */
  public static Set<String> kinks(Graph graph) {
    Set<String> kinks = new TreeSet<>();
    dependent(graph).stream().filter(GraphProfile::kinked).map(Node::operator).forEach(kinks::add);
    return kinks;
  }

  private static NetworkKind kind(Graph graph) {
    Set<String> variable = new HashSet<>(Set.of(graph.input()));
    boolean curved = false;
    for (Node node : dependent(graph)) {
      variable.addAll(node.outputs());
      curved |= curved(node, variable);
    }
    return NetworkKind.of(!kinks(graph).isEmpty(), curved);
  }

  /** Nodes that depend on the image, in order. */
  private static List<Node> dependent(Graph graph) {
    Set<String> variable = new HashSet<>(Set.of(graph.input()));
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(variable::contains)) {
        variable.addAll(node.outputs());
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** Elu has a kink unless the slopes on both sides of zero are 1. */
  private static boolean kinked(Node node) {
    return node.operator().equals("Elu")
        ? node.attributes().number("alpha", 1) != 1
        : KINKED.contains(node.operator());
  }

  private static boolean curved(Node node, Set<String> variable) {
    if (!PRODUCTS.contains(node.operator())) {
      return !PIECEWISE_LINEAR.contains(node.operator());
    }
    long factors = node.inputs().stream().limit(2).filter(variable::contains).count();
    boolean dividesByVariable =
        node.operator().equals("Div") && variable.contains(node.inputs().get(1));
    return factors > 1 || dividesByVariable;
  }
}
