package io.separatrix.network.architecture;

import io.separatrix.network.rewrite.InputNormalization;
import java.util.List;
import java.util.Map;

/**
 * What a publisher calls the layers of a network, and what the weights that come under these names
 * want of pixels.
 *
 * @param publisher for people
 * @param layers the publisher's names by ours; a layer that is not here has our name
 * @param input what stands before the network, and the pixels it is for
 */
public record WeightNames(String publisher, Map<String, String> layers, InputNormalization input) {

  /** Caffe's names, which are ours: pixels 0 to 255, channels B, G, R, the mean subtracted. */
  static final WeightNames CAFFE =
      new WeightNames(
          "Caffe",
          Map.of(),
          new InputNormalization(
              0,
              255,
              List.of(123 / 255., 117 / 255., 104 / 255.),
              List.of(1 / 255., 1 / 255., 1 / 255.),
              true));

  public WeightNames {
    layers = Map.copyOf(layers);
  }

  /** Torchvision's names and its normalisation of pixels 0 to 1. */
  static WeightNames torchvision(Map<String, String> layers) {
    return new WeightNames(
        "torchvision",
        layers,
        new InputNormalization(0, 1, List.of(.485, .456, .406), List.of(.229, .224, .225), false));
  }

  /** The publisher's name of a parameter. */
  public String of(Parameter parameter) {
    int dot = parameter.name().lastIndexOf('.');
    String layer = parameter.name().substring(0, dot);
    return layers.getOrDefault(layer, layer) + parameter.name().substring(dot);
  }
}
