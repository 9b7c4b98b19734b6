package io.separatrix.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.proof.enclosure.Rounding;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Networks that float64 gets wrong: where rounding makes a margin positive that is not, {@code
 * neglected} believes it and {@code rigorous} must not.
 */
class RoundingTest {

  private static boolean proves(Graph graph, Rounding rounding, double... x) {
    return NetworkProver.of(graph, rounding).prove(x, x.clone(), 0).proved();
  }

  /** A large constant is added and taken away again. */
  @Test
  void prove_largeConstantAddedAndTakenAway_noFalseProof() {
    GraphBuilder builder = TinyNetworks.input(2);
    String large = builder.constant("large", Constant.of(new double[] {0x1p53, 0}, 1, 2));
    String shifted = builder.node("Add", Attributes.NONE, builder.flatten("x"), large);
    Graph graph = builder.build(builder.node("Sub", Attributes.NONE, shifted, large), Map.of());
    // 2^53 + 1.2 is rounded to 2^53 + 2.
    assertThat(proves(graph, Rounding.NEGLECTED, 1.2, 1.5)).isTrue();
    assertThat(proves(graph, Rounding.RIGOROUS, 1.2, 1.5)).isFalse();
    assertThat(proves(graph, Rounding.RIGOROUS, 100, 1)).isTrue();
  }

  @Test
  void prove_hugeWeightsThatCancel_noFalseProof() {
    Graph graph =
        TinyNetworks.affine(new double[][] {{1e17, 1, -1e17, 0, 0}, {0, 0, 0, 0, 1}}, 0, 0);
    // (1e17 + 9) - 1e17 is 16 in float64.
    assertThat(proves(graph, Rounding.NEGLECTED, 1, 9, 1, 0, 12)).isTrue();
    assertThat(proves(graph, Rounding.RIGOROUS, 1, 9, 1, 0, 12)).isFalse();
    assertThat(proves(graph, Rounding.RIGOROUS, 1, 1000, 1, 0, 12)).isTrue();
  }

  /** The normalisation's shift takes away what its huge scale made. */
  @Test
  void prove_foldedNormalisationThatCancels_noFalseProof() {
    SplittableRandom random = new SplittableRandom(1);
    int believed = 0;
    for (int i = 0; i < 200; i++) {
      double mean = random.nextDouble(0.5, 1);
      double weight = random.nextDouble(0.5, 1);
      double x = mean / weight;
      // Real margin: 1e10 (w x - mean) - bias, of the order of 1e10 roundings of the product.
      BigDecimal exact =
          new BigDecimal(weight)
              .multiply(new BigDecimal(x))
              .subtract(new BigDecimal(mean))
              .multiply(new BigDecimal(1e10));
      double rival = exact.doubleValue() + 1e-9 * Math.ulp(1e3);
      Graph graph = normalised(weight, mean, rival);
      believed += proves(graph, Rounding.NEGLECTED, x, 1) ? 1 : 0;
      assertThat(proves(graph, Rounding.RIGOROUS, x, 1)).isFalse();
    }
    assertThat(believed).isPositive();
  }

  /** f = (1e10 (w x_0 - mean), rival x_1). */
  private static Graph normalised(double weight, double mean, double rival) {
    GraphBuilder builder = TinyNetworks.input(2);
    String x =
        builder.node(
            "Conv",
            Attributes.NONE,
            "x",
            builder.constant("w", Constant.of(new double[] {weight, 0, 0, rival}, 2, 2, 1, 1)));
    String y =
        builder.node(
            "BatchNormalization",
            Attributes.NONE.with("epsilon", 0f),
            x,
            builder.constant("scale", Constant.of(new double[] {1e10, 1}, 2)),
            builder.constant("shift", Constant.of(new double[] {0, 0}, 2)),
            builder.constant("mean", Constant.of(new double[] {mean, 0}, 2)),
            builder.constant("variance", Constant.of(new double[] {1, 1}, 2)));
    return builder.build(builder.flatten(y), Map.of());
  }

  /** Random layers whose last one cancels to about the rounding of the others. */
  @Test
  void prove_randomCancellation_provesNoNegativeMargin() {
    SplittableRandom random = new SplittableRandom(2);
    int believed = 0;
    for (int i = 0; i < 500; i++) {
      int size = 2 + random.nextInt(40);
      double[] weights = random.doubles(size, -1, 1).toArray();
      double[] x = random.doubles(size, -1, 1).toArray();
      double bias = random.nextDouble(-1, 1);
      BigDecimal exact = TinyNetworks.exact(weights, x, bias);
      // The rival's logit is the exact one, rounded up: the real margin is not positive.
      double rival = exact.doubleValue();
      if (new BigDecimal(rival).compareTo(exact) < 0) {
        rival = Math.nextUp(rival);
      }
      Graph graph = TinyNetworks.affine(new double[][] {weights, new double[size]}, bias, rival);
      believed += proves(graph, Rounding.NEGLECTED, x) ? 1 : 0;
      assertThat(proves(graph, Rounding.RIGOROUS, x)).as("network %d", i).isFalse();
    }
    assertThat(believed).isGreaterThan(50);
  }

  /** Points whose middle is not a double. */
  @Test
  void prove_pointBetweenRoundedEnds_noFalseProof() {
    Graph graph = TinyNetworks.affine(new double[][] {{1, 1}, {0, 0}}, 0, 0);
    // x0 + x1 = 0 at t = 1/2, where x0 is computed as 1/2 and x1 as -1/2 + 2^-54.
    double[] a = {1, -1};
    double[] b = {0x1p-60, 0x1p-54};
    b[1] = -b[0];
    assertThat(NetworkProver.of(graph, Rounding.RIGOROUS).prove(a, b, 0).proved()).isFalse();
  }
}
