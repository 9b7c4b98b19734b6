package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds each BatchNormalization that follows a convolution into the convolution. In evaluation mode
 * normalisation is affine per channel, so with {@code a = scale / sqrt(variance + epsilon)}
 *
 * <pre>{@code
 * BN(W * x + b) = (a W) * x + a (b - mean) + shift
 * }</pre>
 *
 * <p>computed in double precision and rounded once to the type of the weights. A pair stays as it
 * is where somebody else reads the convolution's result, or where a weight is not a FLOAT32 or
 * FLOAT64 constant.
 */
public final class BatchNormalizationFolding {

  private BatchNormalizationFolding() {}

  /** The image, scale, shift, mean and variance. */
  private static final int NORM_INPUTS = 5;

  /** The graph with folded convolutions; constants that no node reads any more are gone. */
  public static Graph apply(Graph graph) {
    Map<String, Integer> readers = new HashMap<>();
    readers.merge(graph.output(), 1, Integer::sum);
    graph.nodes().forEach(n -> n.inputs().forEach(name -> readers.merge(name, 1, Integer::sum)));
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    List<Node> nodes = new ArrayList<>();
    Map<String, Integer> writers = new HashMap<>();
    for (Node node : graph.nodes()) {
      String read = node.inputs().isEmpty() ? "" : node.inputs().get(0);
      Integer convolution = writers.get(read);
      Node folded =
          node.operator().equals("BatchNormalization")
                  && convolution != null
                  && readers.getOrDefault(read, 0) == 1
              ? fold(nodes.get(convolution), node, readers, constants)
              : null;
      if (convolution != null && folded != null) {
        nodes.set(convolution, folded);
        writers.put(folded.outputs().get(0), convolution);
      } else {
        node.outputs().forEach(name -> writers.put(name, nodes.size()));
        nodes.add(node);
      }
    }
    nodes.stream().flatMap(n -> n.inputs().stream()).forEach(name -> readers.put(name, -1));
    constants.keySet().removeIf(name -> readers.getOrDefault(name, 0) > 0);
    return graph.withBody(nodes, constants);
  }

  private static @Nullable Node fold(
      Node conv, Node norm, Map<String, Integer> readers, Map<String, Constant> constants) {
    if (!conv.operator().equals("Conv")
        || conv.inputs().size() < 2
        || norm.inputs().size() != NORM_INPUTS
        || norm.outputs().size() != 1) {
      return null;
    }
    String weightName = conv.inputs().get(1);
    Constant weight = constants.get(weightName);
    double @Nullable [] bias =
        conv.inputs().size() > 2 && !conv.inputs().get(2).isEmpty()
            ? numbers(constants.get(conv.inputs().get(2)))
            : new double[0];
    double @Nullable [] weights = numbers(weight);
    double @Nullable [] scale = numbers(constants.get(norm.inputs().get(1)));
    double @Nullable [] shift = numbers(constants.get(norm.inputs().get(2)));
    double @Nullable [] mean = numbers(constants.get(norm.inputs().get(3)));
    double @Nullable [] variance = numbers(constants.get(norm.inputs().get(4)));
    if (weight == null
        || weights == null
        || bias == null
        || scale == null
        || shift == null
        || mean == null
        || variance == null
        || weight.shape().length < 2
        || !of(channels(weight), scale, shift, mean, variance)
        || !(bias.length == 0 || bias.length == scale.length)) {
      return null;
    }
    double epsilon = norm.attributes().number("epsilon", 1e-5f);
    double[] offset = new double[scale.length];
    int fanIn = weights.length / scale.length;
    for (int c = 0; c < scale.length; c++) {
      double a = scale[c] / Math.sqrt(variance[c] + epsilon);
      offset[c] = a * ((bias.length == 0 ? 0 : bias[c]) - mean[c]) + shift[c];
      for (int i = c * fanIn; i < (c + 1) * fanIn; i++) {
        weights[i] *= a;
      }
    }
    // A constant that another node reads too must stay as it is.
    String newWeight =
        readers.getOrDefault(weightName, 0) > 1
            ? unused(weightName + ".folded", constants)
            : weightName;
    String newBias = unused(weightName.replaceFirst("\\.weight$", "") + ".bias", constants);
    constants.put(newWeight, rounded(weights, weight.type(), weight.shape()));
    constants.put(newBias, rounded(offset, weight.type(), offset.length));
    Attributes attributes = conv.attributes();
    List<String> inputs = List.of(conv.inputs().get(0), newWeight, newBias);
    return new Node("Conv", conv.name(), inputs, norm.outputs(), attributes);
  }

  private static long channels(Constant weight) {
    return weight.shape()[0];
  }

  /** Whether all are numbers for so many channels; operators say what is wrong with others. */
  private static boolean of(long channels, double[]... numbers) {
    return channels > 0 && Arrays.stream(numbers).allMatch(each -> each.length == channels);
  }

  private static double @Nullable [] numbers(@Nullable Constant constant) {
    return constant != null
            && (constant.type() == ElementType.FLOAT32 || constant.type() == ElementType.FLOAT64)
        ? constant.toDoubles()
        : null;
  }

  private static Constant rounded(double[] values, ElementType type, long... shape) {
    if (type == ElementType.FLOAT64) {
      return Constant.of(values, shape);
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Constant.of(narrow, shape);
  }

  private static String unused(String name, Map<String, Constant> constants) {
    String candidate = name;
    for (int i = 2; constants.containsKey(candidate); i++) {
      candidate = name + i;
    }
    return candidate;
  }
}
