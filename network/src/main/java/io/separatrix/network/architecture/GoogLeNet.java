package io.separatrix.network.architecture;

/**
 * BVLC's GoogLeNet (Szegedy et al. 2015) without the two heads that only training needs. Layers are
 * called what its prototxt calls them.
 *
 * @param divisor what every number of channels is divided by; 1 is the published network
 * @param classes number of logits
 */
record GoogLeNet(int divisor, int classes) implements Architecture.Layers {

  /** Extent of images. */
  static final int EXTENT = 224;

  /** The nine modules in order. */
  private static final Inception[] MODULES = {
    new Inception("3a", 64, 96, 128, 16, 32, 32),
    new Inception("3b", 128, 128, 192, 32, 96, 64),
    new Inception("4a", 192, 96, 208, 16, 48, 64),
    new Inception("4b", 160, 112, 224, 24, 64, 64),
    new Inception("4c", 128, 128, 256, 24, 64, 64),
    new Inception("4d", 112, 144, 288, 32, 64, 64),
    new Inception("4e", 256, 160, 320, 32, 128, 128),
    new Inception("5a", 256, 160, 320, 32, 128, 128),
    new Inception("5b", 384, 192, 384, 48, 128, 128)
  };

  /**
   * Four branches beside one another, with their numbers of channels.
   *
   * @param reduce3 channels of the 1 x 1 convolution before the 3 x 3 one
   * @param reduce5 channels of the 1 x 1 convolution before the 5 x 5 one
   */
  private record Inception(
      String name, int one, int reduce3, int three, int reduce5, int five, int pool) {}

  @Override
  public String append(String x, LayerWriter layers) {
    x = conv(layers, x, "conv1/7x7_s2", 3, width(64), new Window(7, 2, 3, 1));
    x = layers.responseNormalisation(layers.pool("MaxPool", x));
    x = conv(layers, x, "conv2/3x3_reduce", width(64), width(64), Window.same(1));
    x = conv(layers, x, "conv2/3x3", width(64), width(192), Window.same(3));
    x = layers.pool("MaxPool", layers.responseNormalisation(x));
    int in = width(192);
    for (Inception module : MODULES) {
      if (module.name.equals("4a") || module.name.equals("5a")) {
        x = layers.pool("MaxPool", x);
      }
      x = inception(layers, x, in, module);
      in = width(module.one) + width(module.three) + width(module.five) + width(module.pool);
    }
    return layers.dense(layers.globalAverage(x), "loss3/classifier", in, classes);
  }

  private String inception(LayerWriter layers, String x, int in, Inception module) {
    String name = "inception_" + module.name + "/";
    int reduce3 = width(module.reduce3);
    int reduce5 = width(module.reduce5);
    String one = conv(layers, x, name + "1x1", in, width(module.one), Window.same(1));
    String three = conv(layers, x, name + "3x3_reduce", in, reduce3, Window.same(1));
    three = conv(layers, three, name + "3x3", reduce3, width(module.three), Window.same(3));
    String five = conv(layers, x, name + "5x5_reduce", in, reduce5, Window.same(1));
    five = conv(layers, five, name + "5x5", reduce5, width(module.five), Window.same(5));
    String pool = layers.pool("MaxPool", x, 3, 1, 1);
    pool = conv(layers, pool, name + "pool_proj", in, width(module.pool), Window.same(1));
    return layers.channels(one, three, five, pool);
  }

  private static String conv(
      LayerWriter layers, String x, String name, int in, int out, Window window) {
    return layers.activation("Relu", layers.conv(x, name, in, out, window));
  }

  private int width(int channels) {
    return channels / divisor;
  }
}
