package io.separatrix.network.trained;

import io.separatrix.network.Graph;
import java.util.List;

/**
 * A network with its weights. Its input is an image with pixels in 0..1, its output the logits.
 *
 * @param name name of the model, such as {@code lenet-cifar10}
 * @param graph from images to logits
 * @param classNames names of the classes by index
 * @param provenance where the weights came from
 */
public record TrainedModel(
    String name, Graph graph, List<String> classNames, Provenance provenance) {

  /** The value of a black pixel. */
  public static final double LOW = 0;

  /** The value of a white pixel. */
  public static final double HIGH = 1;

  public TrainedModel {
    classNames = List.copyOf(classNames);
  }
}
