package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network wants of its images, put into the graph as its first nodes, so that distances and
 * gradients are those of pixels: {@code input = ((pixel - low) / (high - low) - mean) / std}.
 *
 * @param low smallest pixel
 * @param high largest pixel, above {@code low}
 * @param mean of each channel in the images' order (R, G, B), where pixels are 0 to 1; not modified
 * @param std of each channel likewise, positive; not modified
 * @param bgr whether the network takes its channels in the order B, G, R
 */
public record InputNormalization(
    double low, double high, List<Double> mean, List<Double> std, boolean bgr) {

  public InputNormalization {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "expected as many means as standard deviations, found " + mean + " and " + std);
    }
    if (!(high > low)) {
      throw new IllegalArgumentException("expected low < high, found " + low + ", " + high);
    }
    if (mean.stream().anyMatch(value -> !Double.isFinite(value))
        || std.stream().anyMatch(value -> !(value > 0) || value.isInfinite())) {
      throw new IllegalArgumentException(
          "expected numbers as means and positive ones as standard deviations, found "
              + mean
              + " and "
              + std);
    }
  }

  /**
   * The graph for pixels instead of normalised numbers.
   *
   * @throws IllegalArgumentException if it has another number of channels; one value serves all
   */
  public Graph before(Graph graph) {
    int channels = graph.inputShape().get(0);
    if (mean.size() != channels && mean.size() != 1) {
      throw new IllegalArgumentException(
          "expected a mean and a standard deviation for each of "
              + channels
              + " channels, found "
              + mean.size());
    }
    // (pixel - shift) / scale, both in the units of pixels.
    double[] shift = mean.stream().mapToDouble(m -> low + m * (high - low)).toArray();
    double[] scale = std.stream().mapToDouble(s -> s * (high - low)).toArray();
    String input = graph.input();
    String pixels = input + "/rgb";
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    constants.put(pixels + "/shift", Constant.of(shift, shift.length, 1, 1));
    constants.put(pixels + "/scale", Constant.of(scale, scale.length, 1, 1));
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("Sub", pixels, pixels + "/shift", pixels + "/shifted"));
    String normal = bgr ? pixels + "/normalised" : input;
    nodes.add(node("Div", pixels + "/shifted", pixels + "/scale", normal));
    if (bgr) {
      nodes.add(reversal(graph, normal, constants));
    }
    nodes.addAll(graph.nodes());
    return new Graph(
        graph.opset(), pixels, graph.inputShape(), graph.output(), nodes, constants, graph.batch());
  }

  /** The graph for images with their channels in the opposite order, and nothing else changed. */
  public static Graph reversed(Graph graph) {
    String pixels = graph.input() + "/rgb";
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    List<Node> nodes = new ArrayList<>(List.of(reversal(graph, pixels, constants)));
    nodes.addAll(graph.nodes());
    return new Graph(
        graph.opset(), pixels, graph.inputShape(), graph.output(), nodes, constants, graph.batch());
  }

  private static Node reversal(Graph graph, String from, Map<String, Constant> constants) {
    int channels = graph.inputShape().get(0);
    String order = graph.input() + "/order";
    long[] reversed = new long[channels];
    for (int i = 0; i < channels; i++) {
      reversed[i] = channels - 1L - i;
    }
    constants.put(order, Constant.of(reversed, channels));
    return new Node(
        "Gather",
        graph.input(),
        List.of(from, order),
        List.of(graph.input()),
        Attributes.NONE.with("axis", 1L));
  }

  private static Node node(String operator, String left, String right, String output) {
    return new Node(operator, output, List.of(left, right), List.of(output), Attributes.NONE);
  }
}
