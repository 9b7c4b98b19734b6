package io.separatrix.torch;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Builds networks with random weights: small in width, with the structure of published ones. Each
 * method appends a layer and returns the name of its result.
 */
final class RandomWeights {

  private final GraphBuilder builder;
  private final SplittableRandom random = new SplittableRandom(7);
  private int weights;

  RandomWeights(Integer... inputShape) {
    builder = new GraphBuilder("image", List.of(inputShape));
  }

  Graph build(String output) {
    return builder.build(output, Map.of());
  }

  String node(String operator, Attributes attributes, String... inputs) {
    return builder.node(operator, attributes, inputs);
  }

  String node(String operator, String... inputs) {
    return builder.node(operator, Attributes.NONE, inputs);
  }

  /** Numbers uniform in +-scale. */
  String weight(double scale, long... shape) {
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return constant(Constant.of(values, shape));
  }

  /** Numbers uniform in 0.5..1.5. */
  String positive(long... shape) {
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (0.5 + random.nextDouble());
    }
    return constant(Constant.of(values, shape));
  }

  String longs(long... values) {
    return constant(Constant.of(values, values.length));
  }

  String number(double value) {
    return constant(Constant.of(new float[] {(float) value}));
  }

  String numbers(double... values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return constant(Constant.of(narrow, narrow.length));
  }

  String constant(Constant value) {
    return builder.constant("w" + weights++, value);
  }

  /** Square convolution with bias. */
  String conv(String x, int in, int out, int kernel, int stride, int padding, int group) {
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {kernel, kernel})
            .with("strides", new long[] {stride, stride})
            .with("pads", new long[] {padding, padding, padding, padding})
            .with("group", (long) group);
    int fan = in / group * kernel * kernel;
    return node(
        "Conv",
        attributes,
        x,
        weight(Math.sqrt(6.0 / fan), out, in / group, kernel, kernel),
        weight(0.1, out));
  }

  String relu(String x) {
    return node("Relu", x);
  }

  String maxPool(String x, int kernel, int stride, int padding) {
    return builder.pool("MaxPool", x, kernel, stride, padding);
  }

  String batchNorm(String x, int channels) {
    return node(
        "BatchNormalization",
        x,
        positive(channels),
        weight(0.2, channels),
        weight(0.2, channels),
        positive(channels));
  }

  String layerNorm(String x, int width) {
    return node(
        "LayerNormalization",
        Attributes.NONE.with("axis", -1L),
        x,
        positive(width),
        weight(0.2, width));
  }

  /** Normalisation over five neighbouring channels, as in CaffeNet. */
  String lrn(String x) {
    return node("LRN", Attributes.NONE.with("size", 5L).with("alpha", 0.5f).with("beta", 0.75f), x);
  }

  String dense(String x, int in, int out) {
    return node(
        "Gemm",
        Attributes.NONE.with("transB", 1L),
        x,
        weight(Math.sqrt(3.0 / in), out, in),
        weight(0.1, out));
  }

  /** {@code x W + b} on the last axis. */
  String linear(String x, int in, int out) {
    return node("Add", node("MatMul", x, weight(Math.sqrt(3.0 / in), in, out)), weight(0.1, out));
  }

  String transpose(String x, long... order) {
    return node("Transpose", Attributes.NONE.with("perm", order), x);
  }

  String concat(long axis, String... parts) {
    return node("Concat", Attributes.NONE.with("axis", axis), parts);
  }

  String flatten(String x) {
    return node("Flatten", x);
  }

  String globalAverage(String x) {
    return flatten(node("GlobalAveragePool", x));
  }

  /** GELU out of its parts, as exporters write it before operator set 20. */
  String gelu(String x) {
    String half = node("Erf", node("Div", x, number(Math.sqrt(2))));
    return node("Mul", node("Mul", x, node("Add", half, number(1))), number(0.5));
  }
}
