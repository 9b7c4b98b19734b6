package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.torch.TorchClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single operators on an image of 2 x 3 x 4 against another engine. */
class OperatorTest {

  private static final int SIZE = 24;

  private interface Body {
    String of(GraphBuilder builder, String x);
  }

  static Stream<Arguments> operators() {
    return Stream.of(
        operator("matrix", 30, (b, x) -> b.node("MatMul", Attributes.NONE, x, w(b, 4, 5))),
        operator("batch of matrices", 30, (b, x) -> product(b, x, w(b, 1, 2, 4, 5))),
        operator("matrix before", 40, (b, x) -> product(b, w(b, 5, 3), x)),
        operator("vector", 6, (b, x) -> product(b, x, w(b, 4))),
        operator("vector before", 8, (b, x) -> product(b, w(b, 3), x)),
        operator("two values", 18, (b, x) -> product(b, x, turned(b, x))),
        operator(
            "transposed convolution", 3 * 6 * 5, (b, x) -> transposed(b, x, w(b, 2, 3, 3, 2), 1)),
        operator(
            "transposed convolution of groups",
            4 * 6 * 5,
            (b, x) -> transposed(b, x, w(b, 2, 2, 3, 2), 2)),
        operator("selu", SIZE, (b, x) -> b.node("Selu", Attributes.NONE, x)),
        operator("celu", SIZE, (b, x) -> b.node("Celu", alpha(0.5), x)),
        operator("elu", SIZE, (b, x) -> b.node("Elu", alpha(2), x)),
        operator(
            "gelu by tanh",
            SIZE,
            (b, x) -> b.node("Gelu", Attributes.NONE.with("approximate", "tanh"), x)));
  }

  private static Arguments operator(String name, int size, Body body) {
    GraphBuilder builder = new GraphBuilder("x", List.of(2, 3, 4));
    String y = builder.flatten(body.of(builder, "x"));
    String logits =
        builder.node("Gemm", Attributes.NONE.with("transB", 1L), y, w(builder, 3, size));
    return Arguments.of(name, builder.build(logits, Map.of()));
  }

  private static Attributes alpha(double alpha) {
    return Attributes.NONE.with("alpha", (float) alpha);
  }

  private static String w(GraphBuilder builder, int... shape) {
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(shape));
    double[] values = random.doubles(Windows.volume(shape), -1, 1).toArray();
    long[] extents = Arrays.stream(shape).asLongStream().toArray();
    return builder.constant("w" + Arrays.toString(shape), Constant.of(values, extents));
  }

  private static String product(GraphBuilder builder, String left, String right) {
    return builder.node("MatMul", Attributes.NONE, left, right);
  }

  private static String turned(GraphBuilder builder, String x) {
    return builder.node("Transpose", Attributes.NONE.with("perm", new long[] {0, 1, 3, 2}), x);
  }

  private static String transposed(GraphBuilder builder, String x, String weight, int groups) {
    Attributes attributes =
        Attributes.NONE
            .with("strides", new long[] {2, 1})
            .with("pads", new long[] {1, 0, 0, 1})
            .with("dilations", new long[] {1, 2})
            .with("group", (long) groups);
    return builder.node("ConvTranspose", attributes, x, weight);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operators")
  void margins_randomSegments_areBelowAllSamplesAndExactAtPoints(String name, Graph graph) {
    SplittableRandom random = new SplittableRandom(7);
    EngineOptions options = EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64);
    Program program = Program.of(graph, Rounding.RIGOROUS);
    try (TorchClassifier engine = new TorchClassifier(graph, options)) {
      for (Passage.Carrying carrying :
          List.of(
              new Passage.Carrying(false, false, 0), new Passage.Carrying(true, true, 10_000))) {
        for (int segment = 0; segment < 10; segment++) {
          double[] a = random.doubles(SIZE, -2, 2).toArray();
          double[] b = random.doubles(SIZE, -2, 2).toArray();
          int label = random.nextInt(3);
          Passage passage = Passage.along(program, carrying, a, b, label);
          double least = Double.POSITIVE_INFINITY;
          for (int i = 0; i <= 16; i++) {
            double t = i / 16.0;
            double sampled = margin(engine.logits(new double[][] {point(a, b, t)})[0], label);
            Passage.Margin at = passage.marginsAt(new double[] {t}).get(0);
            assertThat(at.bound()).isCloseTo(sampled, within(1e-8));
            least = Math.min(least, sampled);
          }
          Passage.Margin whole = passage.margins(List.of(Part.WHOLE)).get(0);
          assertThat(whole.bound()).isLessThanOrEqualTo(least + 1e-9);
        }
      }
    }
  }

  private static double[] point(double[] a, double[] b, double t) {
    double[] x = new double[a.length];
    Arrays.setAll(x, i -> a[i] + t * (b[i] - a[i]));
    return x;
  }

  private static double margin(double[] logits, int label) {
    double other = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      other = j == label ? other : Math.max(other, logits[j]);
    }
    return logits[label] - other;
  }

  @Test
  void translate_attributesWithoutARule_isRefusedByName() {
    GraphBuilder builder = new GraphBuilder("x", List.of(2, 3, 4));
    String y =
        builder.node(
            "ConvTranspose",
            Attributes.NONE.with("output_shape", new long[] {5, 5}),
            "x",
            w(builder, 2, 3, 3, 2));
    Graph graph = builder.build(builder.flatten(y), Map.of());
    assertThatThrownBy(() -> Program.of(graph, Rounding.RIGOROUS))
        .isInstanceOf(UnsupportedNetworkException.class)
        .hasMessageContaining("ConvTranspose")
        .hasMessageContaining("output_shape");
  }
}
