package io.separatrix.network;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a network is made of, read off its graph.
 *
 * @param operators how often each operator occurs
 * @param parameters floating-point constants, all elements together; normalisation constants count
 * @param piecewiseLinear whether the operators make the logits a continuous piecewise linear
 *     function of the image, so that exact second derivatives are zero almost everywhere. Products
 *     of two values that both depend on the image are not piecewise linear, products with constants
 *     are
 */
public record GraphProfile(
    Map<String, Integer> operators, long parameters, boolean piecewiseLinear) {

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
    return new GraphProfile(operators, parameters, piecewiseLinear(graph));
  }

  private static boolean floating(ElementType type) {
    return switch (type) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  private static boolean piecewiseLinear(Graph graph) {
    Set<String> variable = new HashSet<>(Set.of(graph.input()));
    for (Node node : graph.nodes()) {
      long variables = node.inputs().stream().filter(variable::contains).count();
      if (variables == 0) {
        continue;
      }
      if (PRODUCTS.contains(node.operator())) {
        long factors = node.inputs().stream().limit(2).filter(variable::contains).count();
        boolean dividesByVariable =
            node.operator().equals("Div") && variable.contains(node.inputs().get(1));
        if (factors > 1 || dividesByVariable) {
          return false;
        }
      } else if (!PIECEWISE_LINEAR.contains(node.operator())) {
        return false;
      }
      variable.addAll(node.outputs());
    }
    return true;
  }
}
