package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling with and without a gradient, which have kernels of their own, beside its definition. */
final class MaxPoolingTest {

  private static final int ROWS = 5;
  private static final int HEIGHT = 9;
  private static final int WIDTH = 7;

  @ParameterizedTest
  @CsvSource({
    "6, 2, 2, 1, 0",
    "6, 3, 2, 1, 0",
    "3, 3, 1, 1, 0",
    "12, 2, 3, 1, 0",
    "6, 2, 1, 3, 0",
    "6, 3, 2, 1, 1",
    "6, 4, 2, 1, 0",
    "8, 2, 2, 1, 0",
    "1, 2, 2, 1, 0",
  })
  void pool_ofFewChannels_isTheLargestOfEachWindow(
      int channels, int extent, int stride, int dilation, int pad) {
    Attributes window =
        Attributes.NONE
            .with("kernel_shape", new long[] {extent, extent})
            .with("strides", new long[] {stride, stride})
            .with("dilations", new long[] {dilation, dilation})
            .with("pads", new long[] {pad, pad, pad, pad});
    GraphBuilder builder = new GraphBuilder("input", List.of(channels, HEIGHT, WIDTH));
    Graph graph =
        builder.build(builder.flatten(builder.node("MaxPool", window, "input")), Map.of());

    double[][] points = points(channels);
    LogitCombination[][] first = new LogitCombination[ROWS][];
    Arrays.fill(first, new LogitCombination[] {LogitCombination.logit(0)});
    try (TorchClassifier classifier =
        new TorchClassifier(graph, EngineOptions.DEFAULT.withDevice(DeviceName.CPU))) {
      double[][] logits = classifier.logits(points);
      Linearization[] linearized = classifier.linearize(points, first);
      for (int i = 0; i < ROWS; i++) {
        double[] expected = pooled(points[i], channels, extent, stride, dilation, pad);
        assertThat(logits[i]).containsExactly(expected);
        assertThat(linearized[i].logits()).containsExactly(expected);
        // Of equal maxima one alone has the gradient.
        assertThat(linearized[i].gradients()[0]).containsOnlyOnce(1);
      }
    }
  }

  /** Small whole numbers, so that many windows have several largest ones. */
  private static double[][] points(int channels) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] points = new double[ROWS][];
    Arrays.setAll(
        points,
        i -> random.ints((long) channels * HEIGHT * WIDTH, -2, 3).asDoubleStream().toArray());
    return points;
  }

  private static double[] pooled(
      double[] x, int channels, int extent, int stride, int dilation, int pad) {
    int reach = (extent - 1) * dilation + 1;
    int rows = (HEIGHT + 2 * pad - reach) / stride + 1;
    int columns = (WIDTH + 2 * pad - reach) / stride + 1;
    double[] result = new double[channels * rows * columns];
    Arrays.fill(result, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < result.length; i++) {
      int channel = i / (rows * columns);
      for (int k = 0; k < extent * extent; k++) {
        int row = i / columns % rows * stride - pad + k / extent * dilation;
        int column = i % columns * stride - pad + k % extent * dilation;
        if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
          result[i] = Math.max(result[i], x[(channel * HEIGHT + row) * WIDTH + column]);
        }
      }
    }
    return result;
  }
}
