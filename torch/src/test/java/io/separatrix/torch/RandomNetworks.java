package io.separatrix.torch;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small networks with random weights. */
final class RandomNetworks {

  private final SplittableRandom random;
  private final Map<String, Constant> weights = new HashMap<>();

  private RandomNetworks(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** 2 x 6 x 6 to 4 logits by conv, batch norm, average pooling, dense; infinitely often smooth. */
  static Graph smooth(String activation) {
    return convolutional(activation, "AveragePool", true);
  }

  /** The same with ReLU and max pooling: piecewise linear. */
  static Graph piecewiseLinear() {
    return convolutional("Relu", "MaxPool", false);
  }

  private static Graph convolutional(String activation, String pool, boolean batchNorm) {
    RandomNetworks net = new RandomNetworks(7);
    GraphBuilder graph = new GraphBuilder("input", List.of(2, 6, 6));
    String x = graph.normalize("input", new float[] {0.4f, 0.5f}, new float[] {0.3f, 0.2f});
    net.layer("conv1", 5, 2, 3, 3);
    x = graph.conv(x, "conv1", 3, 1);
    if (batchNorm) {
      for (String part : List.of("bn.scale", "bn.shift", "bn.mean", "bn.variance")) {
        net.weights.put(part, net.positive(5));
      }
      x =
          graph.node(
              "BatchNormalization",
              Attributes.NONE,
              x,
              "bn.scale",
              "bn.shift",
              "bn.mean",
              "bn.variance");
    }
    x = graph.node(activation, Attributes.NONE, x);
    x = graph.pool(pool, x, 2, 2, 0);
    net.layer("dense1", 8, 45);
    x = graph.node(activation, Attributes.NONE, graph.dense(graph.flatten(x), "dense1"));
    net.layer("dense2", 4, 8);
    return graph.build(graph.dense(x, "dense2"), net.weights);
  }

  /** 3 x 4 x 4 to 3 logits, affine. */
  static Graph affine() {
    RandomNetworks net = new RandomNetworks(3);
    GraphBuilder graph = new GraphBuilder("input", List.of(3, 4, 4));
    net.layer("dense", 3, 48);
    return graph.build(graph.dense(graph.flatten("input"), "dense"), net.weights);
  }

  /** LeNet-5 with ReLU for 3 x 32 x 32 images, 10 logits. */
  static Graph leNet() {
    RandomNetworks net = new RandomNetworks(5);
    GraphBuilder graph = new GraphBuilder("input", List.of(3, 32, 32));
    net.layer("conv1", 6, 3, 5, 5);
    net.layer("conv2", 16, 6, 5, 5);
    net.layer("dense1", 120, 400);
    net.layer("dense2", 84, 120);
    net.layer("dense3", 10, 84);
    String x = graph.pool("MaxPool", graph.relu(graph.conv("input", "conv1", 5, 0)), 2, 2, 0);
    x = graph.pool("MaxPool", graph.relu(graph.conv(x, "conv2", 5, 0)), 2, 2, 0);
    x = graph.relu(graph.dense(graph.flatten(x), "dense1"));
    x = graph.relu(graph.dense(x, "dense2"));
    return graph.build(graph.dense(x, "dense3"), net.weights);
  }

  /** Points uniform in the unit cube. */
  static double[][] points(int rows, int dimension, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[rows][dimension];
    for (double[] point : points) {
      for (int i = 0; i < dimension; i++) {
        point[i] = random.nextDouble();
      }
    }
    return points;
  }

  private void layer(String name, long... shape) {
    int fanIn = 1;
    for (int i = 1; i < shape.length; i++) {
      fanIn *= (int) shape[i];
    }
    weights.put(name + ".weight", gaussian(Math.sqrt(2.0 / fanIn), shape));
    weights.put(name + ".bias", gaussian(0.1, shape[0]));
  }

  private Constant gaussian(double deviation, long... shape) {
    int size = 1;
    for (long extent : shape) {
      size *= (int) extent;
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = deviation * random.nextGaussian();
    }
    return Constant.of(values, shape);
  }

  private Constant positive(int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextDouble(0.5, 1.5);
    }
    return Constant.of(values, size);
  }
}
