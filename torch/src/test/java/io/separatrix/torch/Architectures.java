package io.separatrix.torch;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;

/** Published image classifiers in small: the structure of each, few channels, random weights. */
final class Architectures {

  private static final int CLASSES = 10;

  private Architectures() {}

  static Graph named(String name) {
    return switch (name) {
      case "CaffeNet" -> caffeNet();
      case "VGG-19" -> vgg19();
      case "GoogLeNet" -> googLeNet();
      case "ResNet-50" -> resNet50();
      case "DenseNet" -> denseNet();
      case "MobileNetV3" -> mobileNetV3();
      case "ConvNeXt" -> convNeXt();
      case "ViT" -> vit();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Group convolutions, pooling before normalisation. */
  private static Graph caffeNet() {
    RandomWeights w = new RandomWeights(3, 67, 67);
    String x = w.relu(w.conv("image", 3, 8, 11, 4, 0, 1));
    x = w.lrn(w.maxPool(x, 3, 2, 0));
    x = w.relu(w.conv(x, 8, 16, 5, 1, 2, 2));
    x = w.lrn(w.maxPool(x, 3, 2, 0));
    x = w.relu(w.conv(x, 16, 24, 3, 1, 1, 1));
    x = w.relu(w.conv(x, 24, 24, 3, 1, 1, 2));
    x = w.relu(w.conv(x, 24, 16, 3, 1, 1, 2));
    x = w.flatten(w.maxPool(x, 3, 2, 0));
    x = w.node("Dropout", w.relu(w.dense(x, 16, 32)));
    x = w.node("Dropout", w.relu(w.dense(x, 32, 32)));
    return w.build(w.node("Softmax", w.dense(x, 32, CLASSES)));
  }

  private static Graph vgg19() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    int[] depths = {2, 2, 4, 4, 4};
    int[] widths = {4, 8, 16, 16, 16};
    String x = "image";
    int in = 3;
    for (int stage = 0; stage < depths.length; stage++) {
      for (int i = 0; i < depths[stage]; i++) {
        x = w.relu(w.conv(x, in, widths[stage], 3, 1, 1, 1));
        in = widths[stage];
      }
      x = w.maxPool(x, 2, 2, 0);
    }
    x = w.relu(w.dense(w.flatten(x), in, 32));
    x = w.relu(w.dense(x, 32, 32));
    return w.build(w.dense(x, 32, CLASSES));
  }

  private static Graph googLeNet() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    String x = w.relu(w.conv("image", 3, 8, 7, 2, 3, 1));
    x = w.lrn(w.maxPool(x, 3, 2, 1));
    x = w.lrn(w.relu(w.conv(x, 8, 12, 3, 1, 1, 1)));
    for (int i = 0; i < 9; i++) {
      x = i == 2 || i == 7 ? w.maxPool(x, 3, 2, 1) : x;
      x = inception(w, x, i == 0 ? 12 : 16);
    }
    return w.build(w.dense(w.node("Dropout", w.globalAverage(x)), 16, CLASSES));
  }

  private static String inception(RandomWeights w, String x, int in) {
    String one = w.relu(w.conv(x, in, 4, 1, 1, 0, 1));
    String three = w.relu(w.conv(w.relu(w.conv(x, in, 4, 1, 1, 0, 1)), 4, 4, 3, 1, 1, 1));
    String five = w.relu(w.conv(w.relu(w.conv(x, in, 2, 1, 1, 0, 1)), 2, 4, 5, 1, 2, 1));
    String pool = w.relu(w.conv(w.maxPool(x, 3, 1, 1), in, 4, 1, 1, 0, 1));
    return w.concat(1, one, three, five, pool);
  }

  private static Graph resNet50() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    String x = w.relu(w.batchNorm(w.conv("image", 3, 8, 7, 2, 3, 1), 8));
    x = w.maxPool(x, 3, 2, 1);
    int[] depths = {3, 4, 6, 3};
    int in = 8;
    for (int stage = 0; stage < depths.length; stage++) {
      int width = 4 << Math.min(stage, 2);
      for (int i = 0; i < depths[stage]; i++) {
        int stride = i == 0 && stage > 0 ? 2 : 1;
        String y = w.relu(w.batchNorm(w.conv(x, in, width, 1, 1, 0, 1), width));
        y = w.relu(w.batchNorm(w.conv(y, width, width, 3, stride, 1, 1), width));
        y = w.batchNorm(w.conv(y, width, 4 * width, 1, 1, 0, 1), 4 * width);
        String skip =
            i == 0 ? w.batchNorm(w.conv(x, in, 4 * width, 1, stride, 0, 1), 4 * width) : x;
        x = w.relu(w.node("Mul", w.node("Add", y, skip), w.number(0.5)));
        in = 4 * width;
      }
    }
    return w.build(w.dense(w.globalAverage(x), in, CLASSES));
  }

  private static Graph denseNet() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    int channels = 8;
    String x = w.maxPool(w.relu(w.batchNorm(w.conv("image", 3, 8, 7, 2, 3, 1), 8)), 3, 2, 1);
    for (int block = 0; block < 3; block++) {
      for (int i = 0; i < 4; i++) {
        String y = w.conv(w.relu(w.batchNorm(x, channels)), channels, 8, 1, 1, 0, 1);
        y = w.conv(w.relu(w.batchNorm(y, 8)), 8, 4, 3, 1, 1, 1);
        x = w.concat(1, x, y);
        channels += 4;
      }
      if (block < 2) {
        x = w.conv(w.relu(w.batchNorm(x, channels)), channels, channels / 2, 1, 1, 0, 1);
        channels /= 2;
        Attributes half =
            Attributes.NONE
                .with("kernel_shape", new long[] {2, 2})
                .with("strides", new long[] {2, 2});
        x = w.node("AveragePool", half, x);
      }
    }
    x = w.globalAverage(w.relu(w.batchNorm(x, channels)));
    return w.build(w.dense(x, channels, CLASSES));
  }

  /** Depthwise convolutions, squeeze and excitation, hard activations. */
  private static Graph mobileNetV3() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    String x = w.node("HardSwish", w.batchNorm(w.conv("image", 3, 8, 3, 2, 1, 1), 8));
    for (int i = 0; i < 4; i++) {
      String y = w.node("HardSwish", w.batchNorm(w.conv(x, 8, 16, 1, 1, 0, 1), 16));
      y = w.batchNorm(w.conv(y, 16, 16, i % 2 == 0 ? 3 : 5, 1, i % 2 == 0 ? 1 : 2, 16), 16);
      String gate = w.conv(w.node("GlobalAveragePool", y), 16, 4, 1, 1, 0, 1);
      gate = w.node("HardSigmoid", w.conv(w.relu(gate), 4, 16, 1, 1, 0, 1));
      y = w.batchNorm(w.conv(w.node("Mul", y, gate), 16, 8, 1, 1, 0, 1), 8);
      x = w.node("Add", x, y);
    }
    x = w.node("HardSwish", w.dense(w.globalAverage(x), 8, 16));
    return w.build(w.dense(x, 16, CLASSES));
  }

  private static Graph convNeXt() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    String x = normalizedChannels(w, w.conv("image", 3, 8, 4, 4, 0, 1), 8);
    for (int i = 0; i < 3; i++) {
      String y = w.transpose(w.conv(x, 8, 8, 7, 1, 3, 8), 0, 2, 3, 1);
      y = w.linear(w.gelu(w.linear(w.layerNorm(y, 8), 8, 32)), 32, 8);
      y = w.transpose(w.node("Mul", y, w.positive(8)), 0, 3, 1, 2);
      x = w.node("Add", x, y);
    }
    x = w.conv(normalizedChannels(w, x, 8), 8, 16, 2, 2, 0, 1);
    String mean =
        w.node(
            "ReduceMean", Attributes.NONE.with("axes", new long[] {2, 3}).with("keepdims", 0L), x);
    return w.build(w.dense(w.layerNorm(mean, 16), 16, CLASSES));
  }

  private static String normalizedChannels(RandomWeights w, String x, int channels) {
    return w.transpose(w.layerNorm(w.transpose(x, 0, 2, 3, 1), channels), 0, 3, 1, 2);
  }

  /** With the shape arithmetic that exporters write for an open batch. */
  private static Graph vit() {
    RandomWeights w = new RandomWeights(3, 32, 32);
    int width = 16;
    String patches = w.conv("image", 3, width, 8, 8, 0, 1);
    String batch =
        w.node("Unsqueeze", w.node("Gather", w.node("Shape", patches), w.longs(0)), w.longs(1));
    batch = w.node("Squeeze", batch, w.longs(1));
    String shape = w.concat(0, batch, w.longs(width), w.longs(-1));
    String tokens = w.transpose(w.node("Reshape", patches, shape), 0, 2, 1);
    String first =
        w.node("Expand", w.weight(1, 1, 1, width), w.concat(0, batch, w.longs(1), w.longs(width)));
    String x = w.node("Add", w.concat(1, first, tokens), w.weight(0.5, 1, 17, width));
    for (int i = 0; i < 3; i++) {
      x = w.node("Add", x, attention(w, w.layerNorm(x, width), batch, width, 4));
      String y = w.gelu(w.linear(w.layerNorm(x, width), width, 2 * width));
      x = w.node("Add", x, w.linear(y, 2 * width, width));
    }
    String token =
        w.node("Gather", Attributes.NONE.with("axis", 1L), w.layerNorm(x, width), w.longs(0));
    token = w.node("Squeeze", token, w.longs(1));
    return w.build(w.dense(token, width, CLASSES));
  }

  private static String attention(RandomWeights w, String x, String batch, int width, int heads) {
    String shape =
        w.concat(0, batch, w.longs(17), w.longs(3), w.longs(heads), w.longs(width / heads));
    String all =
        w.transpose(w.node("Reshape", w.linear(x, width, 3 * width), shape), 2, 0, 3, 1, 4);
    String q = w.node("Squeeze", w.node("Gather", all, w.longs(0)), w.longs(0));
    String k = w.node("Squeeze", w.node("Gather", all, w.longs(1)), w.longs(0));
    String v = w.node("Squeeze", w.node("Gather", all, w.longs(2)), w.longs(0));
    String scores = w.node("MatMul", q, w.transpose(k, 0, 1, 3, 2));
    scores = w.node("Div", scores, w.number(Math.sqrt(width / (double) heads)));
    String mixed =
        w.node("MatMul", w.node("Softmax", Attributes.NONE.with("axis", -1L), scores), v);
    String joined = w.concat(0, batch, w.longs(17), w.longs(width));
    return w.linear(w.node("Reshape", w.transpose(mixed, 0, 2, 1, 3), joined), width, width);
  }
}
