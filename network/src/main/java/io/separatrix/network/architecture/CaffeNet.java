package io.separatrix.network.architecture;

/**
 * The BVLC reference CaffeNet (Jia et al. 2014): AlexNet with pooling before local response
 * normalisation, in one column. Layers are called what its prototxt calls them.
 *
 * @param divisor what every number of channels is divided by; 1 is the published network
 * @param classes number of logits
 */
record CaffeNet(int divisor, int classes) implements Architecture.Layers {

  /** Extent of images. */
  static final int EXTENT = 227;

  /** Extent of what the last pooling leaves. */
  private static final int POOLED = 6;

  @Override
  public String append(String x, LayerWriter layers) {
    x = conv(layers, x, "conv1", 3, width(96), new Window(11, 4, 0, 1));
    x = layers.responseNormalisation(layers.pool("MaxPool", x));
    x = conv(layers, x, "conv2", width(96), width(256), Window.same(5).inGroups(2));
    x = layers.responseNormalisation(layers.pool("MaxPool", x));
    x = conv(layers, x, "conv3", width(256), width(384), Window.same(3));
    x = conv(layers, x, "conv4", width(384), width(384), Window.same(3).inGroups(2));
    x = conv(layers, x, "conv5", width(384), width(256), Window.same(3).inGroups(2));
    x = layers.flatten(layers.pool("MaxPool", x));
    x = layers.dense(x, "fc6", width(256) * POOLED * POOLED, width(4096));
    x = layers.dense(layers.activation("Relu", x), "fc7", width(4096), width(4096));
    return layers.dense(layers.activation("Relu", x), "fc8", width(4096), classes);
  }

  private static String conv(
      LayerWriter layers, String x, String name, int in, int out, Window window) {
    return layers.activation("Relu", layers.conv(x, name, in, out, window));
  }

  private int width(int channels) {
    return channels / divisor;
  }
}
