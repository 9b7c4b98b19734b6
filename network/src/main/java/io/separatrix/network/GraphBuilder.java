package io.separatrix.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a {@link Graph} layer by layer. Each method appends one operator to the value that it is
 * given and returns the name of the result.
 */
public final class GraphBuilder {

  /** Operator set of the graphs built here. */
  public static final int OPSET = 17;

  private final String input;
  private final List<Integer> inputShape;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new LinkedHashMap<>();

  public GraphBuilder(String input, List<Integer> inputShape) {
    this.input = input;
    this.inputShape = List.copyOf(inputShape);
  }

  /** Adds a constant under a name and returns the name. */
  public String constant(String name, Constant value) {
    constants.put(name, value);
    return name;
  }

  /** Adds a node with one output. */
  public String node(String operator, Attributes attributes, String... inputs) {
    String output = operator.toLowerCase(java.util.Locale.ROOT) + "_" + nodes.size();
    nodes.add(new Node(operator, output, List.of(inputs), List.of(output), attributes));
    return output;
  }

  /** {@code (x - mean) / deviation} per channel, in the units of the input. */
  public String normalize(String x, float[] mean, float[] deviation) {
    String shift =
        node("Sub", Attributes.NONE, x, constant("mean", Constant.of(mean, mean.length, 1, 1)));
    return node(
        "Div",
        Attributes.NONE,
        shift,
        constant("deviation", Constant.of(deviation, deviation.length, 1, 1)));
  }

  /**
   * Square convolution with stride 1; reads the constants {@code name.weight}, {@code name.bias}.
   */
  public String conv(String x, String name, int kernel, int padding) {
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {kernel, kernel})
            .with("strides", new long[] {1, 1})
            .with("pads", new long[] {padding, padding, padding, padding});
    return node("Conv", attributes, x, name + ".weight", name + ".bias");
  }

  /** Dense layer; reads the constants {@code name.weight} (out x in) and {@code name.bias}. */
  public String dense(String x, String name) {
    return node("Gemm", Attributes.NONE.with("transB", 1L), x, name + ".weight", name + ".bias");
  }

  public String relu(String x) {
    return node("Relu", Attributes.NONE, x);
  }

  /** {@code operator} is MaxPool or AveragePool. */
  public String pool(String operator, String x, int kernel, int stride, int padding) {
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {kernel, kernel})
            .with("strides", new long[] {stride, stride})
            .with("pads", new long[] {padding, padding, padding, padding});
    return node(operator, attributes, x);
  }

  /** N x C x H x W to N x (C H W). */
  public String flatten(String x) {
    return node("Flatten", Attributes.NONE, x);
  }

  /** The graph so far, with the given value as logits. */
  public Graph build(String output, Map<String, Constant> weights) {
    Map<String, Constant> all = new LinkedHashMap<>(constants);
    all.putAll(weights);
    return new Graph(OPSET, input, inputShape, output, nodes, all);
  }
}
