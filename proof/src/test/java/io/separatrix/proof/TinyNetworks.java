package io.separatrix.proof;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Networks of few numbers, whose margins are known. */
final class TinyNetworks {

  private TinyNetworks() {}

  /** {@code W x + b} in float64, for x of shape n x 1 x 1. */
  static Graph affine(double[][] weights, double... bias) {
    GraphBuilder builder = input(weights[0].length);
    return builder.build(dense(builder, builder.flatten("x"), weights, bias), Map.of());
  }

  static GraphBuilder input(int dimension) {
    return new GraphBuilder("x", List.of(dimension, 1, 1));
  }

  /** A dense layer in float64. */
  static String dense(GraphBuilder builder, String x, double[][] weights, double... bias) {
    double[] flat = new double[weights.length * weights[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = weights[i / weights[0].length][i % weights[0].length];
    }
    String stem = "w" + x;
    return builder.node(
        "Gemm",
        Attributes.NONE.with("transB", 1L),
        x,
        builder.constant(stem, Constant.of(flat, weights.length, weights[0].length)),
        builder.constant(stem + "b", Constant.of(bias, bias.length)));
  }

  /** {@code sum w x + b} without rounding. */
  static BigDecimal exact(double[] weights, double[] x, double bias) {
    BigDecimal sum = new BigDecimal(bias);
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(new BigDecimal(weights[i]).multiply(new BigDecimal(x[i])));
    }
    return sum;
  }
}
