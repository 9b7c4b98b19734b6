package io.separatrix.network.architecture;

import java.util.List;

/** The networks of the paper's experiments on ImageNet, by name. */
public final class PublishedNetworks {

  private static final int CLASSES = 1000;

  /** Divides the channels of every layer, groups included. */
  private static final int THINNEST = 16;

  private PublishedNetworks() {}

  /** Names that {@link #find} knows. */
  public static List<String> names() {
    return List.of("caffenet", "vgg19", "googlenet");
  }

  /**
   * A network as it was published.
   *
   * @param name one of {@link #names}
   * @throws IllegalArgumentException if there is no such network
   */
  public static PublishedNetwork find(String name) {
    return thin(name, 1);
  }

  /**
   * The same network with fewer channels, for trials: the same layers and images, but nobody
   * publishes weights for it.
   *
   * @param divisor what the number of channels of every layer but the last is divided by: 1, 2, 4,
   *     8 or 16
   * @throws IllegalArgumentException if there is no such network
   */
  public static PublishedNetwork thin(String name, int divisor) {
    if (divisor < 1 || THINNEST % divisor != 0) {
      throw new IllegalArgumentException("expected a divisor of 16, found " + divisor);
    }
    return switch (name) {
      case "caffenet" ->
          network(
              name, CaffeNet.EXTENT, new CaffeNet(divisor, CLASSES), List.of(WeightNames.CAFFE));
      case "vgg19" ->
          network(
              name,
              Vgg19.EXTENT,
              new Vgg19(divisor, CLASSES),
              List.of(WeightNames.CAFFE, WeightNames.torchvision(Vgg19.torchvisionNames())));
      case "googlenet" ->
          network(
              name, GoogLeNet.EXTENT, new GoogLeNet(divisor, CLASSES), List.of(WeightNames.CAFFE));
      default ->
          throw new IllegalArgumentException(
              "expected a network out of " + String.join(", ", names()) + ", found " + name);
    };
  }

  private static PublishedNetwork network(
      String name, int extent, Architecture.Layers layers, List<WeightNames> names) {
    return new PublishedNetwork(name, List.of(3, extent, extent), layers, names);
  }
}
