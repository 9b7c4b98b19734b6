package io.separatrix.network.architecture;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import java.util.List;
import java.util.Map;

/**
 * A network whose weights others publish. Its parameters have Caffe's names: the layer's, then
 * {@code .weight} or {@code .bias}.
 *
 * @param name name on the command line, such as {@code caffenet}
 * @param inputShape channels, height, width
 * @param layers what stands between the normalised input and the logits
 * @param names what publishers call the layers, the usual one first
 */
public record PublishedNetwork(
    String name, List<Integer> inputShape, Architecture.Layers layers, List<WeightNames> names) {

  private static final String INPUT = "input";

  public PublishedNetwork {
    inputShape = List.copyOf(inputShape);
    names = List.copyOf(names);
  }

  /** The parameters of {@link #graph}. */
  public List<Parameter> parameters() {
    LayerWriter writer = new LayerWriter(new GraphBuilder(INPUT, inputShape), false);
    layers.append(INPUT, writer);
    return writer.parameters();
  }

  /**
   * The network from normalised images to logits.
   *
   * @param constants the values of {@link #parameters}, of their shapes
   */
  public Graph graph(Map<String, Constant> constants) {
    GraphBuilder builder = new GraphBuilder(INPUT, inputShape);
    return builder.build(layers.append(INPUT, new LayerWriter(builder, false)), constants);
  }
}
