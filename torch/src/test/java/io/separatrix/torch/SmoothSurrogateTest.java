package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The surrogate tends to its original, and has the Hessian that differences of gradients show. */
final class SmoothSurrogateTest {

  private static final int CHANNELS = 2;
  private static final double SHARPNESS = 3;
  private static final LogitCombination F = LogitCombination.difference(0, 2);

  private final SplittableRandom random = new SplittableRandom(4);

  private static Attributes pool(long extent, long begin, long end) {
    return Attributes.NONE
        .with("kernel_shape", new long[] {extent, extent})
        .with("strides", new long[] {2, 2})
        .with("pads", new long[] {begin, begin, end, end})
        .with("ceil_mode", 1L);
  }

  private Graph network() {
    GraphBuilder builder = new GraphBuilder("input", List.of(2, 9, 9));
    String x = builder.relu(builder.conv("input", "conv", 3, 1));
    String y = builder.flatten(builder.node("MaxPool", pool(3, 1, 1), x));
    return builder.build(
        builder.dense(y, "dense"),
        Map.of(
            "conv.weight", gaussian(0.4, 4, 2, 3, 3),
            "conv.bias", gaussian(0.1, 4),
            "dense.weight", gaussian(0.2, 3, 4 * 25),
            "dense.bias", gaussian(0.1, 3)));
  }

  private Constant gaussian(double deviation, long... shape) {
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Constant.of(values, shape);
  }

  private double[] point() {
    double[] x = new double[2 * 9 * 9];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  private static TorchClassifier open(Graph graph) {
    return new TorchClassifier(graph, EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64));
  }

  @Test
  void surrogate_growingSharpness_tendsToTheOriginal() {
    Graph graph = network();
    double[][] x = {point()};
    double before = Double.POSITIVE_INFINITY;
    try (TorchClassifier original = open(graph)) {
      double[] expected = original.logits(x)[0];
      for (double sharpness : new double[] {10, 100, 1000}) {
        try (TorchClassifier surrogate = open(SmoothSurrogate.of(graph, sharpness))) {
          double error = Vectors.distance(surrogate.logits(x)[0], expected);
          assertThat(error).isLessThan(before / 5);
          before = error;
        }
      }
    }
    assertThat(before).isLessThan(0.02);
  }

  @Test
  void surrogate_hessian_agreesWithDifferencesOfGradients() {
    try (TorchClassifier surrogate = open(SmoothSurrogate.of(network(), 5))) {
      double[] x = point();
      double[] v = Vectors.normalize(point());
      double[] exact =
          surrogate
              .hessianVectorProducts(
                  new double[][] {x}, new LogitCombination[] {F}, new double[][] {v})[0];
      double h = 1e-5;
      double[][] ends = {Vectors.addScaled(x, h, v), Vectors.addScaled(x, -h, v)};
      LogitCombination[][] functions = {{F}, {F}};
      var gradients = surrogate.linearize(ends, functions);
      double[] differences =
          Vectors.scale(
              1 / (2 * h),
              Vectors.subtract(gradients[0].gradients()[0], gradients[1].gradients()[0]));
      assertThat(Vectors.norm(exact)).isGreaterThan(1e-3);
      assertThat(Vectors.distance(exact, differences) / Vectors.norm(exact))
          .isEqualTo(0, within(1e-6));
    }
  }

  @Test
  void original_hessian_isZeroAlmostEverywhere() {
    try (TorchClassifier original = open(network())) {
      double[] product =
          original
              .hessianVectorProducts(
                  new double[][] {point()}, new LogitCombination[] {F}, new double[][] {point()})[
              0];
      assertThat(product).containsOnly(0.0);
    }
  }

  /** Some pixels are equal; windows reach beyond the image in front, behind and on both sides. */
  @ParameterizedTest
  @CsvSource({"2, 0, 0, 8", "3, 1, 1, 9", "3, 0, 0, 8", "3, 0, 2, 9", "2, 1, 1, 8"})
  void pool_valueAndHessian_areThoseOfLogSumExpOverTheWindow(
      int extent, int begin, int end, int size) {
    GraphBuilder builder = new GraphBuilder("input", List.of(CHANNELS, size, size));
    Graph graph =
        builder.build(
            builder.flatten(builder.node("MaxPool", pool(extent, begin, end), "input")), Map.of());
    double[] x = new double[CHANNELS * size * size];
    Arrays.setAll(x, i -> i % 5 == 0 ? 0.5 : random.nextGaussian());
    double[] v = random.doubles(x.length, -1, 1).toArray();
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT64 ? 1e-12 : 1e-5;
      try (TorchClassifier surrogate =
          new TorchClassifier(
              SmoothSurrogate.of(graph, SHARPNESS),
              EngineOptions.DEFAULT.withPrecision(precision))) {
        double[] logits = surrogate.logits(new double[][] {x})[0];
        for (int k = 0; k < logits.length; k++) {
          double[] weights = new double[x.length];
          for (int pixel : windowOf(k, logits.length, extent, begin, size)) {
            weights[pixel] = Math.exp(SHARPNESS * x[pixel]);
          }
          double sum = Arrays.stream(weights).sum();
          double[] share = Vectors.scale(1 / sum, weights);
          double mean = Vectors.dot(share, v);
          double[] product =
              surrogate
                  .hessianVectorProducts(
                      new double[][] {x},
                      new LogitCombination[] {LogitCombination.logit(k)},
                      new double[][] {v})[0];
          assertThat(logits[k]).isEqualTo(Math.log(sum) / SHARPNESS, within(tolerance));
          for (int i = 0; i < x.length; i++) {
            assertThat(product[i])
                .isEqualTo(SHARPNESS * share[i] * (v[i] - mean), within(tolerance));
          }
        }
      }
    }
  }

  /** Pixels of the image in a pooling window of stride 2. */
  private static int[] windowOf(int output, int outputs, int extent, int begin, int size) {
    int across = (int) Math.sqrt((double) outputs / CHANNELS);
    int channel = output / (across * across);
    int top = 2 * (output / across % across) - begin;
    int left = 2 * (output % across) - begin;
    return IntStream.range(0, extent * extent)
        .filter(i -> inside(top + i / extent, size) && inside(left + i % extent, size))
        .map(i -> (channel * size + top + i / extent) * size + left + i % extent)
        .toArray();
  }

  private static boolean inside(int place, int size) {
    return place >= 0 && place < size;
  }
}
