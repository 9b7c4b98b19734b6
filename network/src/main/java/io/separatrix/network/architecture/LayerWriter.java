package io.separatrix.network.architecture;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.architecture.Parameter.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the layers of an architecture into a graph and keeps the list of their parameters. The
 * graph for training has what only training needs: batch normalisation, which is folded into the
 * convolutions afterwards, and dropout.
 */
final class LayerWriter {

  private final GraphBuilder graph;
  private final boolean training;
  private final List<Parameter> parameters = new ArrayList<>();

  LayerWriter(GraphBuilder graph, boolean training) {
    this.graph = graph;
    this.training = training;
  }

  List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /** Square convolution that keeps the image size; {@code kernel} is odd. */
  String conv(String x, String name, int in, int out, int kernel) {
    return conv(x, name, in, out, Window.same(kernel));
  }

  /** Square convolution. */
  String conv(String x, String name, int in, int out, Window window) {
    int kernel = window.kernel();
    parameters.add(
        Parameter.of(name + ".weight", Role.WEIGHT, out, in / window.groups(), kernel, kernel));
    parameters.add(Parameter.of(name + ".bias", Role.SHIFT, out));
    return graph.node("Conv", window.attributes(), x, name + ".weight", name + ".bias");
  }

  /** Like {@link #conv}, with batch normalisation behind it while training. */
  String normalizedConv(String x, String name, int in, int out, int kernel) {
    if (!training) {
      return conv(x, name, in, out, kernel);
    }
    parameters.add(Parameter.of(name + ".weight", Role.WEIGHT, out, in, kernel, kernel));
    parameters.add(Parameter.of(name + ".norm.scale", Role.SCALE, out));
    parameters.add(Parameter.of(name + ".norm.shift", Role.SHIFT, out));
    parameters.add(Parameter.of(name + ".norm.mean", Role.RUNNING_MEAN, out));
    parameters.add(Parameter.of(name + ".norm.variance", Role.RUNNING_VARIANCE, out));
    long padding = (kernel - 1L) / 2;
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {kernel, kernel})
            .with("strides", new long[] {1, 1})
            .with("pads", new long[] {padding, padding, padding, padding});
    return graph.node(
        "BatchNormalization",
        Attributes.NONE,
        graph.node("Conv", attributes, x, name + ".weight"),
        name + ".norm.scale",
        name + ".norm.shift",
        name + ".norm.mean",
        name + ".norm.variance");
  }

  String dense(String x, String name, int in, int out) {
    parameters.add(Parameter.of(name + ".weight", Role.WEIGHT, out, in));
    parameters.add(Parameter.of(name + ".bias", Role.SHIFT, out));
    return graph.dense(x, name);
  }

  String activation(String operator, String x) {
    return graph.node(operator, Attributes.NONE, x);
  }

  /** Pooling over 3 x 3 with stride 2; {@link #pooled} gives the size of the result. */
  String pool(String operator, String x) {
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {3, 3})
            .with("strides", new long[] {2, 2})
            .with("ceil_mode", 1L);
    return graph.node(operator, attributes, x);
  }

  /** Extent of an image of the given extent after {@link #pool}. */
  static int pooled(int extent) {
    // The smallest integer not below (extent - 3) / 2 + 1.
    return extent / 2;
  }

  /** Pooling over squares that lie inside the padded image. */
  String pool(String operator, String x, int kernel, int stride, int padding) {
    return graph.pool(operator, x, kernel, stride, padding);
  }

  /** Local response normalisation over five neighbouring channels, as in AlexNet. */
  String responseNormalisation(String x) {
    Attributes attributes =
        Attributes.NONE.with("size", 5L).with("alpha", 1e-4f).with("beta", 0.75f).with("bias", 1f);
    return graph.node("LRN", attributes, x);
  }

  /** The channels of all values, one value after the other. */
  String channels(String... parts) {
    return graph.node("Concat", Attributes.NONE.with("axis", 1L), parts);
  }

  String dropout(String x, float ratio) {
    if (!training) {
      return x;
    }
    String constant = graph.constant("dropout.ratio", Constant.of(new float[] {ratio}));
    return graph.node("Dropout", Attributes.NONE, x, constant);
  }

  String globalAverage(String x) {
    return graph.flatten(graph.node("GlobalAveragePool", Attributes.NONE, x));
  }

  String flatten(String x) {
    return graph.flatten(x);
  }
}
