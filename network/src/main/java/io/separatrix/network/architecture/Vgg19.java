package io.separatrix.network.architecture;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * VGG-19 (Simonyan, Zisserman 2015): five stages of 3 x 3 convolutions, each halved by pooling, and
 * three dense layers. Layers are called what the authors' prototxt calls them.
 *
 * @param divisor what every number of channels is divided by; 1 is the published network
 * @param classes number of logits
 */
record Vgg19(int divisor, int classes) implements Architecture.Layers {

  /** Extent of images. */
  static final int EXTENT = 224;

  /** Extent of what the last pooling leaves. */
  private static final int POOLED = 7;

  private static final int[] DEPTHS = {2, 2, 4, 4, 4};
  private static final int[] WIDTHS = {64, 128, 256, 512, 512};

  @Override
  public String append(String x, LayerWriter layers) {
    int in = 3;
    for (int stage = 0; stage < DEPTHS.length; stage++) {
      int out = WIDTHS[stage] / divisor;
      for (int i = 0; i < DEPTHS[stage]; i++) {
        x = layers.activation("Relu", layers.conv(x, name(stage, i), in, out, 3));
        in = out;
      }
      x = layers.pool("MaxPool", x, 2, 2, 0);
    }
    int width = 4096 / divisor;
    x = layers.dense(layers.flatten(x), "fc6", in * POOLED * POOLED, width);
    x = layers.dense(layers.activation("Relu", x), "fc7", width, width);
    return layers.dense(layers.activation("Relu", x), "fc8", width, classes);
  }

  /**
   * What torchvision calls the layers: their places in two lists, in which ReLU, pooling and
   * dropout have places too.
   */
  static Map<String, String> torchvisionNames() {
    Map<String, String> names = new LinkedHashMap<>();
    int place = 0;
    for (int stage = 0; stage < DEPTHS.length; stage++) {
      for (int i = 0; i < DEPTHS[stage]; i++) {
        names.put(name(stage, i), "features." + place);
        place += 2;
      }
      place++;
    }
    names.put("fc6", "classifier.0");
    names.put("fc7", "classifier.3");
    names.put("fc8", "classifier.6");
    return names;
  }

  private static String name(int stage, int i) {
    return "conv" + (stage + 1) + "_" + (i + 1);
  }
}
