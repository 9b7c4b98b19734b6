package io.separatrix.torch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxOptions;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks of integers against their float form, in which saturation is a Clip: without rounding
 * they are that, with it they are near.
 */
class QuantisedNetworksTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final OnnxOptions RELAXED =
      new OnnxOptions(null, OnnxOptions.Layout.AUTO, null, true);

  /** One grid for images of 0 to 1, one that cuts off what layers make of them at both ends. */
  private static final float FINE = 1 / 255f;

  private static final float COARSE = 1 / 64f;
  private static final int ZERO = 100;

  @TempDir Path folder;

  /** Logits of images 2 x 4 x 4. */
  private interface Layers {
    String append(Network n);
  }

  private record Case(Layers quantised, Layers real) {}

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  /** Both forms ask for their weights in the same order, so that they get the same. */
  private static final class Network {
    final RandomWeights w = new RandomWeights(2, 4, 4);
    private final SplittableRandom random = new SplittableRandom(9);

    String integer(ElementType type, int value) {
      return w.constant(
          new Constant(type, new long[0], ByteBuffer.allocate(1).put(0, (byte) value)));
    }

    /** INT8 weights. */
    String weights(long... shape) {
      return w.constant(new Constant(ElementType.INT8, shape, ByteBuffer.wrap(bytes(shape))));
    }

    /** What those weights are with one scale for each index of an axis that this many follow. */
    String realWeights(float[] scales, int inner, long... shape) {
      byte[] bytes = bytes(shape);
      float[] values = new float[bytes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes[i] * scales[i / inner % scales.length];
      }
      return w.constant(Constant.of(values, shape));
    }

    private byte[] bytes(long... shape) {
      int count = 1;
      for (long extent : shape) {
        count *= (int) extent;
      }
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    }

    String numbers(float... values) {
      return w.constant(Constant.of(values, values.length));
    }

    String quantize(String x, float scale, int zero) {
      return w.node("QuantizeLinear", x, w.number(scale), integer(ElementType.UINT8, zero));
    }

    String dequantize(String q, float scale, int zero) {
      return w.node("DequantizeLinear", q, w.number(scale), integer(ElementType.UINT8, zero));
    }

    String rounded(String x, float scale, int zero) {
      return dequantize(quantize(x, scale, zero), scale, zero);
    }

    String clipped(String x, float scale, int zero) {
      return w.node("Clip", x, w.number(-zero * scale), w.number((255 - zero) * scale));
    }
  }

  private static final float[] SCALES = {0.004f, 0.008f, 0.002f};

  static {
    CASES.put(
        "QuantizeLinear and DequantizeLinear",
        new Case(
            n -> {
              String x = n.rounded("image", FINE, 0);
              String k =
                  n.w.node("DequantizeLinear", axis(0), n.weights(3, 2, 3, 3), n.numbers(SCALES));
              return n.w.dense(n.w.flatten(n.rounded(n.w.node("Conv", x, k), COARSE, ZERO)), 12, 4);
            },
            n -> {
              String x = n.clipped("image", FINE, 0);
              String y = n.w.node("Conv", x, n.realWeights(SCALES, 18, 3, 2, 3, 3));
              return n.w.dense(n.w.flatten(n.clipped(y, COARSE, ZERO)), 12, 4);
            }));
    CASES.put(
        "MaxPool of integers",
        new Case(
            n -> {
              String q =
                  n.quantize(n.w.node("Conv", "image", n.w.weight(1, 3, 2, 1, 1)), COARSE, ZERO);
              String y = n.dequantize(n.w.maxPool(q, 2, 2, 0), COARSE, ZERO);
              return n.w.dense(n.w.flatten(y), 12, 4);
            },
            n -> {
              String y =
                  n.clipped(n.w.node("Conv", "image", n.w.weight(1, 3, 2, 1, 1)), COARSE, ZERO);
              return n.w.dense(n.w.flatten(n.w.maxPool(y, 2, 2, 0)), 12, 4);
            }));
    CASES.put(
        "QLinearConv",
        new Case(
            n -> {
              String x = n.quantize("image", FINE, 0);
              String k = n.weights(3, 2, 3, 3);
              String q =
                  n.w.node(
                      "QLinearConv",
                      x,
                      n.w.number(FINE),
                      n.integer(ElementType.UINT8, 0),
                      k,
                      n.numbers(SCALES),
                      n.integer(ElementType.INT8, 0),
                      n.w.number(COARSE),
                      n.integer(ElementType.UINT8, ZERO));
              return n.w.dense(n.w.flatten(n.dequantize(q, COARSE, ZERO)), 12, 4);
            },
            n -> {
              String x = n.clipped("image", FINE, 0);
              String y = n.w.node("Conv", x, n.realWeights(SCALES, 18, 3, 2, 3, 3));
              return n.w.dense(n.w.flatten(n.clipped(y, COARSE, ZERO)), 12, 4);
            }));
    CASES.put(
        "MatMulInteger",
        new Case(
            n -> {
              String x = n.quantize(n.w.flatten("image"), FINE, 0);
              String product =
                  n.w.node("MatMulInteger", x, n.weights(32, 4), n.integer(ElementType.UINT8, 0));
              String real = n.w.node("Cast", Attributes.NONE.with("to", 1L), product);
              return n.w.node("Mul", real, n.w.number(FINE * SCALES[0]));
            },
            n -> {
              String x = n.clipped(n.w.flatten("image"), FINE, 0);
              return n.w.node("MatMul", x, n.realWeights(new float[] {SCALES[0]}, 1, 32, 4));
            }));
  }

  private static Attributes axis(long axis) {
    return Attributes.NONE.with("axis", axis);
  }

  static Stream<String> names() {
    return CASES.keySet().stream();
  }

  private static Graph graph(Layers layers) {
    Network n = new Network();
    return n.w.build(layers.append(n));
  }

  private Path file(String name) throws IOException {
    return OnnxFiles.write(
        graph(requireNonNull(CASES.get(name)).quantised()), 0, folder.resolve("quantised.onnx"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void read_roundedActivations_areRefusedUnlessRelaxed(String name) throws IOException {
    Path file = file(name);
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("activations are rounded to integers")
        .hasMessageContaining("rounded to integers");
    assertThat(OnnxReader.read(file, RELAXED).report().notes())
        .anySatisfy(note -> assertThat(note).startsWith("activation rounding left out"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void relaxed_network_isItsClippedFloatForm(String name) throws IOException {
    OnnxClassifier read = OnnxReader.read(file(name), RELAXED);
    Graph real = graph(requireNonNull(CASES.get(name)).real());
    double[][] x = RandomNetworks.points(8, 32, 4);
    LogitCombination[] margin = {LogitCombination.difference(0, 1)};
    LogitCombination[][] margins = new LogitCombination[8][];
    Arrays.fill(margins, margin);
    try (TorchClassifier relaxed = new TorchClassifier(read.graph(), FLOAT64);
        TorchClassifier rounded = new TorchClassifier(requireNonNull(read.rounded()), FLOAT64);
        TorchClassifier expected = new TorchClassifier(real, FLOAT64)) {
      double[][] logits = relaxed.logits(x);
      double[][] right = expected.logits(x);
      double[][] integers = rounded.logits(x);
      for (int i = 0; i < 8; i++) {
        assertThat(logits[i]).containsExactly(right[i], within(1e-5));
        double error = Vectors.distance(integers[i], logits[i]);
        assertThat(error).isPositive().isLessThan(0.05 * Vectors.norm(logits[i]));
        double[] gradient = relaxed.linearize(x, margins)[i].gradients()[0];
        assertThat(Vectors.norm(gradient)).isPositive();
        assertThat(gradient)
            .containsExactly(expected.linearize(x, margins)[i].gradients()[0], within(1e-5));
      }
    }
  }
}
