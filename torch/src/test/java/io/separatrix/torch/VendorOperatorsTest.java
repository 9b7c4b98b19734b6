package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime's optimiser writes has the logits of the layers that it was made of. */
class VendorOperatorsTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final String MICROSOFT = "com.microsoft:";
  private static final Attributes LAST = with("axis", -1L);

  @TempDir private Path folder = Path.of("");

  /** Appends to a value of shape N x 4 x 5 x 6. */
  private interface Layers {
    String append(RandomWeights w, String x);
  }

  /** Both ask for their weights in the same order, so that they get the same. */
  private record Case(Layers fused, Layers plain) {}

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    put(
        "FusedConv with Relu",
        (w, x) -> conv(w, "FusedConv", with("activation", "Relu"), x),
        (w, x) -> w.relu(conv(w, "", Attributes.NONE, x)));
    put(
        "FusedConv with a sum and LeakyRelu",
        (w, x) -> {
          Attributes leaky =
              with("activation", "LeakyRelu").with("activation_params", new float[] {0.3f});
          return w.node(
              MICROSOFT + "FusedConv", leaky, x, w.weight(1, 4, 4, 1, 1), w.weight(1, 4), x);
        },
        (w, x) -> {
          String y = w.node("Conv", x, w.weight(1, 4, 4, 1, 1), w.weight(1, 4));
          return w.node("LeakyRelu", with("alpha", 0.3f), w.node("Add", y, x));
        });
    put(
        "FusedGemm with Sigmoid",
        (w, x) ->
            w.node(
                MICROSOFT + "FusedGemm",
                with("activation", "Sigmoid").with("transB", 1L).with("alpha", 0.5f),
                w.flatten(x),
                w.weight(1, 3, 120),
                w.weight(1, 3)),
        (w, x) ->
            w.node(
                "Sigmoid",
                w.node(
                    "Gemm",
                    with("transB", 1L).with("alpha", 0.5f),
                    w.flatten(x),
                    w.weight(1, 3, 120),
                    w.weight(1, 3))));
    put(
        "FusedMatMul of a transposed weight",
        (w, x) ->
            w.node(
                MICROSOFT + "FusedMatMul",
                with("transB", 1L).with("alpha", 2f),
                x,
                w.weight(1, 3, 6)),
        (w, x) ->
            w.node(
                "Mul", w.node("MatMul", x, w.node("Transpose", w.weight(1, 3, 6))), w.number(2)));
    put(
        "FusedMatMul of transposed activations",
        (w, x) -> w.node(MICROSOFT + "FusedMatMul", with("transA", 1L), x, x),
        (w, x) -> w.node("MatMul", w.transpose(x, 0, 1, 3, 2), x));
    put("Gelu", (w, x) -> w.node(MICROSOFT + "Gelu", x), RandomWeights::gelu);
    put(
        "BiasGelu",
        (w, x) -> w.node(MICROSOFT + "BiasGelu", x, w.weight(1, 6)),
        (w, x) -> w.gelu(w.node("Add", x, w.weight(1, 6))));
    put(
        "FastGelu with a bias",
        (w, x) -> w.node(MICROSOFT + "FastGelu", x, w.weight(1, 6)),
        (w, x) -> tanhGelu(w, w.node("Add", x, w.weight(1, 6))));
    put(
        "QuickGelu",
        (w, x) -> w.node(MICROSOFT + "QuickGelu", with("alpha", 1.5f), x),
        (w, x) -> w.node("Mul", x, w.node("Sigmoid", w.node("Mul", x, w.number(1.5)))));
    put(
        "BiasSoftmax",
        (w, x) -> w.node(MICROSOFT + "BiasSoftmax", with("axis", 3L), x, w.weight(1, 1, 1, 5, 6)),
        (w, x) -> w.node("Softmax", LAST, w.node("Add", x, w.weight(1, 1, 1, 5, 6))));
    put(
        "SkipLayerNormalization with a bias",
        (w, x) ->
            w.node(
                MICROSOFT + "SkipLayerNormalization",
                with("epsilon", 1e-3f),
                x,
                w.node("Exp", x),
                w.positive(6),
                w.weight(1, 6),
                w.weight(1, 6)),
        (w, x) -> {
          String sum = w.node("Add", x, w.node("Exp", x));
          String scale = w.positive(6);
          String shift = w.weight(1, 6);
          String biased = w.node("Add", sum, w.weight(1, 6));
          return w.node("LayerNormalization", LAST.with("epsilon", 1e-3f), biased, scale, shift);
        });
    put(
        "GroupNorm of channels last with Swish",
        (w, x) ->
            w.transpose(
                w.node(
                    MICROSOFT + "GroupNorm",
                    with("groups", 2L).with("activation", 1L).with("epsilon", 1e-3f),
                    w.transpose(x, 0, 2, 3, 1),
                    w.positive(4),
                    w.weight(1, 4)),
                0,
                3,
                1,
                2),
        (w, x) -> {
          String rows = w.node("Reshape", x, w.longs(0, 2, -1));
          String norm =
              w.node("LayerNormalization", LAST.with("epsilon", 1e-3f), rows, ones(w), zeros(w));
          String image = w.node("Reshape", norm, w.longs(0, 4, 5, 6));
          String scaled = w.node("Mul", image, w.node("Reshape", w.positive(4), w.longs(4, 1, 1)));
          String y = w.node("Add", scaled, w.node("Reshape", w.weight(1, 4), w.longs(4, 1, 1)));
          return w.node("Mul", y, w.node("Sigmoid", y));
        });
    put(
        "NhwcConv and NhwcMaxPool",
        (w, x) -> {
          String y = conv(w, "NhwcConv", Attributes.NONE, w.transpose(x, 0, 2, 3, 1));
          Attributes window = with("kernel_shape", new long[] {2, 2});
          return w.transpose(w.node(MICROSOFT + "NhwcMaxPool", window, y), 0, 3, 1, 2);
        },
        (w, x) ->
            w.node(
                "MaxPool",
                with("kernel_shape", new long[] {2, 2}),
                conv(w, "", Attributes.NONE, x)));
    put(
        "Attention with its projection",
        (w, x) ->
            w.node(
                MICROSOFT + "Attention",
                with("num_heads", 2L),
                tokens(w, x),
                w.weight(1, 6, 18),
                w.weight(1, 18)),
        (w, x) -> {
          String all = w.node("MatMul", tokens(w, x), w.weight(1, 6, 18));
          all = w.node("Add", all, w.weight(1, 18));
          String part = w.node("Reshape", all, w.longs(0, 0, 3, 6));
          return attention(w, pick(w, part, 0), pick(w, part, 1), pick(w, part, 2));
        });
    put(
        "MultiHeadAttention with a bias",
        (w, x) -> {
          String t = tokens(w, x);
          return w.node(
              MICROSOFT + "MultiHeadAttention",
              with("num_heads", 2L),
              t,
              w.node("Sin", t),
              w.node("Cos", t),
              w.weight(1, 18));
        },
        (w, x) -> {
          String t = tokens(w, x);
          String bias = w.node("Reshape", w.weight(1, 18), w.longs(3, 6));
          String q = w.node("Add", t, row(w, bias, 0));
          String k = w.node("Add", w.node("Sin", t), row(w, bias, 1));
          return attention(w, q, k, w.node("Add", w.node("Cos", t), row(w, bias, 2)));
        });
  }

  private static void put(String name, Layers fused, Layers plain) {
    CASES.put(name, new Case(fused, plain));
  }

  private static Attributes with(String name, Object value) {
    return Attributes.NONE.with(name, value);
  }

  private static String conv(RandomWeights w, String fused, Attributes attributes, String x) {
    Attributes padded = attributes.with("pads", new long[] {1, 1, 0, 0});
    return w.node(
        fused.isEmpty() ? "Conv" : MICROSOFT + fused,
        padded,
        x,
        w.weight(1, 3, 4, 2, 2),
        w.weight(1, 3));
  }

  private static String tanhGelu(RandomWeights w, String x) {
    String cube = w.node("Mul", w.node("Pow", x, w.number(3)), w.number(0.044715));
    String inner = w.node("Mul", w.node("Add", x, cube), w.number(Math.sqrt(2 / Math.PI)));
    String outer = w.node("Add", w.node("Tanh", inner), w.number(1));
    return w.node("Mul", w.node("Mul", x, outer), w.number(0.5));
  }

  private static String ones(RandomWeights w) {
    return w.node("Expand", w.number(1), w.longs(60));
  }

  private static String zeros(RandomWeights w) {
    return w.node("Expand", w.number(0), w.longs(60));
  }

  /** Twenty tokens of six numbers. */
  private static String tokens(RandomWeights w, String x) {
    return w.node("Reshape", x, w.longs(0, 20, 6));
  }

  private static String pick(RandomWeights w, String parts, long index) {
    return w.node("Squeeze", w.node("Gather", with("axis", 2L), parts, w.longs(index)), w.longs(2));
  }

  private static String row(RandomWeights w, String rows, long index) {
    return w.node("Squeeze", w.node("Gather", rows, w.longs(index)), w.longs(0));
  }

  /** Two heads of three numbers. */
  private static String attention(RandomWeights w, String q, String k, String v) {
    String scores = w.node("MatMul", heads(w, q), w.transpose(heads(w, k), 0, 1, 3, 2));
    scores = w.node("Mul", scores, w.number(1 / Math.sqrt(3)));
    String mixed = w.node("MatMul", w.node("Softmax", LAST, scores), heads(w, v));
    return w.node("Reshape", w.transpose(mixed, 0, 2, 1, 3), w.longs(0, 20, 6));
  }

  private static String heads(RandomWeights w, String x) {
    return w.transpose(w.node("Reshape", x, w.longs(0, 20, 2, 3)), 0, 2, 1, 3);
  }

  static Stream<String> names() {
    return CASES.keySet().stream();
  }

  private Graph read(Layers layers) throws IOException {
    RandomWeights w = new RandomWeights(4, 5, 6);
    String y = w.flatten(w.node("Sin", layers.append(w, "image")));
    return OnnxReader.read(OnnxFiles.write(w.build(y), 0, folder.resolve("net.onnx"))).graph();
  }

  @ParameterizedTest
  @MethodSource("names")
  void logits_fusedOperator_areThoseOfItsParts(String name) throws IOException {
    Case both = CASES.get(name);
    assertThat(both).isNotNull();
    Graph fused = read(both.fused());
    double[][] points = RandomNetworks.points(3, fused.dimension(), 2);
    try (TorchClassifier one = new TorchClassifier(fused, FLOAT64);
        TorchClassifier other = new TorchClassifier(read(both.plain()), FLOAT64)) {
      double[][] expected = other.logits(points);
      double[][] found = one.logits(points);
      for (int i = 0; i < points.length; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(1e-6));
      }
    }
  }

  @Test
  void read_layoutOfOneProcessor_isRefusedWithWhatToDo() {
    assertThatThrownBy(() -> read((w, x) -> w.node("com.microsoft.nchwc:Conv", x)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'extended'");
  }
}
