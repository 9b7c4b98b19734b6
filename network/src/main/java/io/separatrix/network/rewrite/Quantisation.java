package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quantised networks without the rounding of activations, whose derivative is 0. A value that is
 * quantised and dequantised again is {@code clip(x, (q_min - z) s, (q_max - z) s)} then: saturation
 * stays, rounding goes. Where an operator works on the integers themselves (a pooling, a transposed
 * copy), they become {@code clip(x / s + z, q_min, q_max)}.
 *
 * <p>Weights are not touched: they are what they are, see {@link #foldWeights}.
 */
public final class Quantisation {

  private static final Set<String> ROUNDING =
      Set.of("QuantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "ConvInteger");

  private Quantisation() {}

  /** The graph with dequantised weights in the place of constants that are dequantised. */
  public static OperatorGraph foldWeights(OperatorGraph graph) {
    return QuantisedWeights.fold(graph);
  }

  /** Operator and name of the first node that rounds what depends on the images; empty if none. */
  public static Optional<String> roundsActivations(OperatorGraph graph) {
    return rounding(graph).stream()
        .findFirst()
        .map(node -> node.operator() + " '" + node.name() + "'");
  }

  /** How many nodes round what depends on the images. */
  public static int roundings(OperatorGraph graph) {
    return rounding(graph).size();
  }

  private static List<Node> rounding(OperatorGraph graph) {
    ImageDependence images = ImageDependence.of(graph);
    return graph.nodes().stream()
        .filter(node -> ROUNDING.contains(node.operator()) && images.reads(node))
        .toList();
  }

  /**
   * The graph with floating-point activations.
   *
   * @throws ModelFormatException if activations are quantised for each channel, or by scales that
   *     the images change and that are not those of DynamicQuantizeLinear
   */
  public static OperatorGraph relax(OperatorGraph graph) {
    OperatorGraph folded = foldWeights(graph);
    if (roundsActivations(folded).isEmpty()) {
      return folded;
    }
    ImageDependence images = ImageDependence.of(folded);
    Map<String, Constant> constants = new HashMap<>(folded.constants());
    Set<String> taken = VendorOperators.names(folded);
    Map<String, Node> quantised = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : folded.nodes()) {
      if (!images.reads(node)) {
        nodes.add(node);
        continue;
      }
      Lowering l = new Lowering(node, folded.opset(), constants, taken);
      switch (node.operator()) {
        case "QuantizeLinear" -> {
          quantised.put(node.outputs().get(0), node);
          quantize(l, constants);
        }
        case "DequantizeLinear" -> dequantize(l, quantised.get(l.in(0)), constants);
        case "DynamicQuantizeLinear" -> dynamic(l, constants);
        case "MatMulInteger" -> integers(l, "MatMul", constants);
        case "ConvInteger" -> integers(l, "Conv", constants);
        default -> {
          nodes.add(node);
          continue;
        }
      }
      nodes.addAll(l.nodes());
    }
    return UnusedNodes.remove(foldWeights(folded.withBody(nodes, constants)));
  }

  private record Grid(double scale, double zero) {}

  /** Scale and zero point, which must be one constant each. */
  private static Grid grid(Lowering l, Map<String, Constant> constants) {
    Constant scale = constants.get(l.in(1));
    Constant zero = l.has(2) ? constants.get(l.in(2)) : Constant.of(new float[1]);
    if (scale == null || zero == null) {
      throw l.fail("expected a constant scale and zero point of activations, found others");
    }
    if (scale.elements() != 1 || zero.elements() != 1) {
      throw l.fail(
          "expected one scale for all activations, found " + scale.elements() + " for an axis");
    }
    return new Grid(scale.toDoubles()[0], zero.toDoubles()[0]);
  }

  private static QuantisedRange range(Lowering l, Node node, Map<String, Constant> constants) {
    QuantisedRange range = QuantisedWeights.range(node, constants);
    if (range == null) {
      throw l.fail("expected activations that are quantised to integers, found another type");
    }
    return range;
  }

  private static void quantize(Lowering l, Map<String, Constant> constants) {
    Grid grid = grid(l, constants);
    QuantisedRange range = range(l, l.node(), constants);
    String y = l.write("Div", l.in(0), l.scalar(grid.scale()));
    y = grid.zero() == 0 ? y : l.write("Add", y, l.scalar(grid.zero()));
    l.result(FusedActivations.clip(l, y, range.least(), range.greatest()));
  }

  private static void dequantize(
      Lowering l, @Nullable Node quantize, Map<String, Constant> constants) {
    Grid grid = grid(l, constants);
    if (quantize != null) {
      Lowering pair = new Lowering(quantize, l.opset(), constants, Set.of());
      if (grid(pair, constants).equals(grid)) {
        QuantisedRange range = range(l, quantize, constants);
        double low = (range.least() - grid.zero()) * grid.scale();
        double high = (range.greatest() - grid.zero()) * grid.scale();
        l.result(FusedActivations.clip(l, pair.in(0), low, high));
        return;
      }
    }
    String x = centered(l, l.in(0), grid.zero());
    l.result(grid.scale() == 1 ? x : l.write("Mul", x, l.scalar(grid.scale())));
  }

  private static String centered(Lowering l, String x, double zero) {
    return zero == 0 ? x : l.write("Sub", x, l.scalar(zero));
  }

  /** Its range is that of its input, so nothing is saturated: scale 1 and zero point 0. */
  private static void dynamic(Lowering l, Map<String, Constant> constants) {
    l.result(l.write("Identity", l.in(0)));
    for (int i = 1; i < l.node().outputs().size(); i++) {
      constants.put(l.node().outputs().get(i), Constant.of(new float[] {i == 1 ? 1 : 0}));
    }
  }

  private static void integers(Lowering l, String operator, Map<String, Constant> constants) {
    boolean matrices = operator.equals("MatMul");
    String x = operand(l, 0, matrices ? -2 : 0, constants);
    String w = operand(l, 1, matrices ? -1 : 0, constants);
    l.result(l.write(operator, matrices ? Attributes.NONE : l.attributes(), x, w));
  }

  /** An operand less its zero point, of which there may be one for each index of an axis. */
  private static String operand(Lowering l, int input, long axis, Map<String, Constant> constants) {
    String name = l.in(input);
    Constant value = constants.get(name);
    Constant zero = l.has(input + 2) ? constants.get(l.in(input + 2)) : Constant.of(new float[1]);
    if (zero == null || (value == null && zero.elements() != 1)) {
      throw l.fail("expected a constant zero point for the whole of an activation, found another");
    }
    if (value == null) {
      return centered(l, name, zero.toDoubles()[0]);
    }
    String one = l.scalar(1);
    String shift = l.has(input + 2) ? l.in(input + 2) : "";
    return l.write("DequantizeLinear", Attributes.NONE.with("axis", axis), name, one, shift);
  }
}
