package io.separatrix.network.architecture;

import java.util.List;

/** The architectures by name. */
public final class Architectures {

  /** Three times halved, one pixel is left. */
  private static final int SMALLEST_IMAGE = 8;

  private Architectures() {}

  /** Names that {@link #find} knows. */
  public static List<String> names() {
    return List.of("lenet", "lenet-smooth", "nin");
  }

  /**
   * @param name one of {@link #names}
   * @param inputShape channels, height, width of the images
   * @param classes number of classes
   * @throws IllegalArgumentException if there is no such architecture, or not for such images
   */
  public static Architecture find(String name, List<Integer> inputShape, int classes) {
    if (inputShape.size() != 3 || inputShape.stream().anyMatch(extent -> extent < 1)) {
      throw new IllegalArgumentException(
          "expected channels, height and width of at least 1, found " + inputShape);
    }
    if (Math.min(inputShape.get(1), inputShape.get(2)) < SMALLEST_IMAGE || classes < 1) {
      throw new IllegalArgumentException(
          name
              + ": expected images of at least "
              + SMALLEST_IMAGE
              + " x "
              + SMALLEST_IMAGE
              + " and at least one class, found "
              + inputShape
              + " and "
              + classes);
    }
    return switch (name) {
      case "lenet" -> lenet(inputShape, classes);
      case "lenet-smooth" -> smoothLenet(inputShape, classes);
      case "nin" -> nin(inputShape, classes);
      default ->
          throw new IllegalArgumentException(
              "there is no architecture '" + name + "'; there are " + names());
    };
  }

  /**
   * LeNet in the shape that MatConvNet and Caffe ("quick") gave it for CIFAR-10 and that the paper
   * uses: three 5 x 5 convolutions with 32, 32 and 64 channels, each followed by pooling over 3 x 3
   * with stride 2 (maximum, average, average), and two dense layers; ReLU.
   */
  private static Architecture lenet(List<Integer> inputShape, int classes) {
    return lenet("lenet", inputShape, classes, "Relu", "MaxPool", new int[] {32, 32, 64, 64});
  }

  /**
   * A LeNet that is infinitely differentiable: tanh for ReLU, average for maximum, and half the
   * channels. Its curvature exists, so methods can be tested on it.
   */
  private static Architecture smoothLenet(List<Integer> inputShape, int classes) {
    int[] widths = {16, 32, 32, 64};
    return lenet("lenet-smooth", inputShape, classes, "Tanh", "AveragePool", widths);
  }

  /**
   * @param firstPool operator of the first pooling layer
   * @param widths channels of the three convolutions and units of the first dense layer
   */
  private static Architecture lenet(
      String name,
      List<Integer> inputShape,
      int classes,
      String activation,
      String firstPool,
      int[] widths) {
    int height = inputShape.get(1);
    int width = inputShape.get(2);
    for (int block = 0; block < 3; block++) {
      height = LayerWriter.pooled(height);
      width = LayerWriter.pooled(width);
    }
    int features = widths[2] * height * width;
    return new Architecture(
        name,
        inputShape,
        classes,
        (x, layers) -> {
          x = layers.conv(x, "conv1", inputShape.get(0), widths[0], 5);
          x = layers.pool(firstPool, layers.activation(activation, x));
          x = layers.conv(x, "conv2", widths[0], widths[1], 5);
          x = layers.pool("AveragePool", layers.activation(activation, x));
          x = layers.conv(x, "conv3", widths[1], widths[2], 5);
          x = layers.pool("AveragePool", layers.activation(activation, x));
          x = layers.dense(layers.flatten(x), "dense1", features, widths[3]);
          return layers.dense(layers.activation(activation, x), "dense2", widths[3], classes);
        });
  }

  /**
   * Network in Network for CIFAR-10 (Lin, Chen, Yan, ICLR 2014): three blocks of a convolution and
   * two 1 x 1 convolutions, global average pooling instead of dense layers. The authors train some
   * 200 epochs with a dropout of 0.5 between the blocks; here batch normalisation stands behind
   * each convolution but the last while training, which takes a dozen epochs, too few for so much
   * dropout: 0.1. There is no ReLU behind the last convolution: it would hold the logits of several
   * classes at exactly 0, where the difference of two has no gradient.
   */
  private static Architecture nin(List<Integer> inputShape, int classes) {
    return new Architecture(
        "nin",
        inputShape,
        classes,
        (x, layers) -> {
          x =
              layers.activation(
                  "Relu", layers.normalizedConv(x, "conv1", inputShape.get(0), 192, 5));
          x = layers.activation("Relu", layers.normalizedConv(x, "cccp1", 192, 160, 1));
          x = layers.activation("Relu", layers.normalizedConv(x, "cccp2", 160, 96, 1));
          x = layers.dropout(layers.pool("MaxPool", x), 0.1f);
          x = layers.activation("Relu", layers.normalizedConv(x, "conv2", 96, 192, 5));
          x = layers.activation("Relu", layers.normalizedConv(x, "cccp3", 192, 192, 1));
          x = layers.activation("Relu", layers.normalizedConv(x, "cccp4", 192, 192, 1));
          x = layers.dropout(layers.pool("AveragePool", x), 0.1f);
          x = layers.activation("Relu", layers.normalizedConv(x, "conv3", 192, 192, 3));
          x = layers.activation("Relu", layers.normalizedConv(x, "cccp5", 192, 192, 1));
          return layers.globalAverage(layers.conv(x, "cccp6", 192, classes, 1));
        });
  }
}
