package io.separatrix.network.architecture;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.ModelFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A network without its weights: which layers it has, and which parameters training finds for them.
 * Its input is an image with pixels in 0..1; subtracting the mean and dividing by the deviation of
 * the training pixels, per channel, is the first layer.
 *
 * @param name name on the command line, such as {@code lenet}
 * @param inputShape channels, height, width
 * @param classes number of logits L
 * @param layers what stands between the normalised input and the logits
 */
public record Architecture(String name, List<Integer> inputShape, int classes, Layers layers) {

  private static final String INPUT = "input";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";

  /** Appends the layers to a value and returns the name of the logits. */
  @FunctionalInterface
  interface Layers {
    String append(String x, LayerWriter writer);
  }

  public Architecture {
    inputShape = List.copyOf(inputShape);
  }

  /** The parameters of {@link #trainingGraph}. */
  public List<Parameter> trainingParameters() {
    return parameters(true);
  }

  /** The parameters of {@link #graph}. */
  public List<Parameter> parameters() {
    return parameters(false);
  }

  private List<Parameter> parameters(boolean training) {
    LayerWriter writer = new LayerWriter(new GraphBuilder(INPUT, inputShape), training);
    layers.append(INPUT, writer);
    return writer.parameters();
  }

  /**
   * The graph that training runs, with batch normalisation and dropout where the architecture has
   * them, and without values for {@link #trainingParameters}.
   *
   * @param mean mean of the training pixels, per channel
   * @param deviation standard deviation of the training pixels, per channel
   */
  public Graph trainingGraph(float[] mean, float[] deviation) {
    return write(
        true,
        Map.of(
            MEAN, Constant.of(mean, mean.length, 1, 1),
            DEVIATION, Constant.of(deviation, deviation.length, 1, 1)));
  }

  /**
   * The trained network.
   *
   * @param constants {@code mean}, {@code deviation} and the values of {@link #parameters}
   * @throws ModelFormatException if one is missing or of another shape
   */
  public Graph graph(Map<String, Constant> constants) {
    List<Long> channels = List.of((long) inputShape.get(0), 1L, 1L);
    checked(constants, MEAN, channels);
    checked(constants, DEVIATION, channels);
    for (Parameter parameter : parameters()) {
      checked(constants, parameter.name(), parameter.shape());
    }
    return write(false, constants);
  }

  private Graph write(boolean training, Map<String, Constant> constants) {
    GraphBuilder builder = new GraphBuilder(INPUT, inputShape);
    String shifted = builder.node("Sub", Attributes.NONE, INPUT, MEAN);
    String x = builder.node("Div", Attributes.NONE, shifted, DEVIATION);
    return builder.build(layers.append(x, new LayerWriter(builder, training)), constants);
  }

  private void checked(Map<String, Constant> constants, String constant, List<Long> shape) {
    Constant value = constants.get(constant);
    if (value == null) {
      throw new ModelFormatException(
          name + ": expected a weight '" + constant + "', found " + constants.keySet());
    }
    if (!shape.equals(Arrays.stream(value.shape()).boxed().toList())) {
      throw new ModelFormatException(
          name + ": expected '" + constant + "' of shape " + shape + ", found " + value);
    }
  }
}
