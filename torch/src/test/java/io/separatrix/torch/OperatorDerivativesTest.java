package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * First and second derivatives of every operator against central differences in float64, at a
 * random point (which no kink of a piecewise smooth operator lies near). A tanh behind the operator
 * keeps the second derivatives of linear ones from being zero.
 */
class OperatorDerivativesTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final double H = 1e-5;

  /** Appends the operator to a value of shape N x 4 x 5 x 6 with elements in 0.1..0.9. */
  private interface Case {
    String append(RandomWeights w, String x);
  }

  private static final Map<String, Case> CASES = new LinkedHashMap<>();

  static {
    for (String function :
        new String[] {
          "Abs",
          "Neg",
          "Reciprocal",
          "Sqrt",
          "Exp",
          "Log",
          "Erf",
          "Sin",
          "Cos",
          "Tan",
          "Asin",
          "Acos",
          "Atan",
          "Sinh",
          "Cosh",
          "Asinh",
          "Atanh",
          "Relu",
          "Sigmoid",
          "Tanh",
          "Softplus",
          "Softsign",
          "Mish",
          "HardSwish",
          "Swish",
          "LeakyRelu",
          "Elu",
          "Selu",
          "Celu",
          "HardSigmoid",
          "Gelu",
          "ThresholdedRelu",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "GlobalLpPool",
          "Softmax",
          "LogSoftmax",
          "LpNormalization"
        }) {
      CASES.put(function, (w, x) -> w.node(function, x));
      if (!function.equals("Sqrt") && !function.equals("Log")) {
        CASES.put(
            function + " of both signs",
            (w, x) -> w.node(function, w.node("Sub", x, w.number(0.503))));
      }
    }
    for (String reduction :
        new String[] {
          "ReduceSum",
          "ReduceMean",
          "ReduceProd",
          "ReduceMax",
          "ReduceMin",
          "ReduceL1",
          "ReduceL2",
          "ReduceSumSquare",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "MeanVarianceNormalization"
        }) {
      CASES.put(reduction, (w, x) -> w.node(reduction, with("axes", new long[] {2, 3}), x));
    }
    CASES.put("Acosh", (w, x) -> w.node("Acosh", w.node("Add", x, w.number(1.5))));
    CASES.put("Gelu tanh", (w, x) -> w.node("Gelu", with("approximate", "tanh"), x));
    CASES.put("Add", (w, x) -> w.node("Add", x, w.weight(1, 4, 1, 6)));
    CASES.put("Sub", (w, x) -> w.node("Sub", w.weight(1, 4, 1, 6), x));
    CASES.put("Mul", (w, x) -> w.node("Mul", x, x));
    CASES.put("Div", (w, x) -> w.node("Div", w.weight(1, 6), x));
    CASES.put("Pow", (w, x) -> w.node("Pow", x, w.number(2.5)));
    CASES.put("Pow of the exponent", (w, x) -> w.node("Pow", w.positive(6), x));
    CASES.put("Max", (w, x) -> w.node("Max", x, w.weight(1, 4, 5, 6)));
    CASES.put("Min", (w, x) -> w.node("Min", x, w.weight(1, 4, 5, 6)));
    CASES.put("Mean", (w, x) -> w.node("Mean", x, w.node("Mul", x, x)));
    CASES.put(
        "PRelu", (w, x) -> w.node("PRelu", w.node("Sub", x, w.number(0.5)), w.weight(1, 4, 1, 1)));
    CASES.put("Clip", (w, x) -> w.node("Clip", x, w.number(0.3), w.number(0.7)));
    CASES.put(
        "Where",
        (w, x) -> w.node("Where", w.node("Less", x, w.number(0.5)), x, w.node("Mul", x, x)));
    CASES.put("Conv", (w, x) -> w.conv(x, 4, 6, 3, 2, 1, 2));
    CASES.put(
        "Conv, dilated and padded on one side",
        (w, x) ->
            w.node(
                "Conv",
                with("dilations", new long[] {2, 1}).with("pads", new long[] {0, 1, 2, 0}),
                x,
                w.weight(1, 3, 4, 2, 3)));
    CASES.put(
        "ConvTranspose",
        (w, x) ->
            w.node(
                "ConvTranspose",
                with("strides", new long[] {2, 3})
                    .with("pads", new long[] {1, 0, 0, 2})
                    .with("output_padding", new long[] {1, 1})
                    .with("group", 2L),
                x,
                w.weight(1, 4, 2, 3, 3),
                w.weight(1, 4)));
    CASES.put("Gemm", (w, x) -> w.dense(w.flatten(x), 120, 7));
    CASES.put("MatMul", (w, x) -> w.node("MatMul", x, w.transpose(x, 0, 1, 3, 2)));
    CASES.put("Einsum", (w, x) -> w.node("Einsum", with("equation", "nchw,nchv->nwv"), x, x));
    for (String pool : new String[] {"MaxPool", "AveragePool", "LpPool"}) {
      CASES.put(
          pool,
          (w, x) ->
              w.node(
                  pool,
                  with("kernel_shape", new long[] {3, 2})
                      .with("strides", new long[] {2, 2})
                      .with("pads", new long[] {0, 1, 1, 0})
                      .with("ceil_mode", 1L),
                  x));
    }
    CASES.put("BatchNormalization", (w, x) -> w.batchNorm(x, 4));
    CASES.put(
        "InstanceNormalization",
        (w, x) -> w.node("InstanceNormalization", x, w.positive(4), w.weight(1, 4)));
    CASES.put("LayerNormalization", (w, x) -> w.layerNorm(x, 6));
    CASES.put(
        "GroupNormalization",
        (w, x) ->
            w.node("GroupNormalization", with("num_groups", 2L), x, w.positive(4), w.weight(1, 4)));
    CASES.put("Swish, steeper", (w, x) -> w.node("Swish", with("alpha", 1.7f), x));
    CASES.put("RMSNormalization", (w, x) -> w.node("RMSNormalization", x, w.positive(6)));
    CASES.put(
        "RMSNormalization over two axes",
        (w, x) -> w.node("RMSNormalization", with("axis", 2L), x, w.positive(5, 6)));
    CASES.put("Attention of four heads", (w, x) -> attention(w, Attributes.NONE, x));
    CASES.put(
        "Attention, causal with a cap",
        (w, x) -> attention(w, with("is_causal", 1L).with("softcap", 2f), x));
    CASES.put(
        "Attention, flat, two heads of queries to one of keys",
        (w, x) -> {
          // N x 20 tokens x 6, of which each head of queries has 3.
          String tokens = w.node("Reshape", x, w.longs(0, 20, 6));
          return w.node(
              "Attention",
              with("q_num_heads", 2L).with("kv_num_heads", 1L).with("scale", 0.4f),
              w.linear(tokens, 6, 6),
              w.linear(tokens, 6, 3),
              w.linear(tokens, 6, 3));
        });
    CASES.put(
        "RotaryEmbedding",
        (w, x) -> w.node("RotaryEmbedding", x, w.weight(1, 1, 5, 3), w.weight(1, 1, 5, 3)));
    CASES.put(
        "RotaryEmbedding of neighbours in a part",
        (w, x) ->
            w.node(
                "RotaryEmbedding",
                with("interleaved", 1L).with("rotary_embedding_dim", 4L),
                x,
                w.weight(1, 1, 5, 2),
                w.weight(1, 1, 5, 2)));
    CASES.put("LRN", (w, x) -> w.lrn(x));
    CASES.put("LRN of even size", (w, x) -> w.node("LRN", with("size", 4L).with("alpha", 0.7f), x));
    CASES.put("Reshape", (w, x) -> w.node("Reshape", x, w.longs(0, -1, 15)));
    CASES.put("Transpose", (w, x) -> w.transpose(x, 0, 3, 1, 2));
    CASES.put("Concat", (w, x) -> w.concat(2, x, w.node("Exp", x)));
    CASES.put(
        "Slice backwards",
        (w, x) -> w.node("Slice", x, w.longs(-1), w.longs(0), w.longs(3), w.longs(-2)));
    CASES.put("Gather", (w, x) -> w.node("Gather", with("axis", 3L), x, w.longs(1, -1, 1)));
    CASES.put("Expand", (w, x) -> w.node("Expand", x, w.longs(2, 1, 1, 1, 1)));
    CASES.put("Tile", (w, x) -> w.node("Tile", x, w.longs(1, 2, 1, 2)));
    CASES.put("DepthToSpace", (w, x) -> w.node("DepthToSpace", with("blocksize", 2L), x));
    for (String mode : new String[] {"constant", "reflect", "edge", "wrap"}) {
      CASES.put(
          "Pad " + mode,
          (w, x) -> w.node("Pad", with("mode", mode), x, w.longs(0, 0, 1, 2, 0, 0, 2, -1)));
    }
    for (String mode : new String[] {"nearest", "linear", "cubic"}) {
      CASES.put(
          "Resize " + mode,
          (w, x) -> w.node("Resize", with("mode", mode), x, "", w.numbers(1, 1, 1.6, 1.5)));
    }
    CASES.put("CumSum", (w, x) -> w.node("CumSum", x, w.longs(2)));
  }

  /** N x 4 heads x 5 tokens x 6. */
  private static String attention(RandomWeights w, Attributes attributes, String x) {
    return w.node("Attention", attributes, w.linear(x, 6, 6), w.linear(x, 6, 6), w.linear(x, 6, 6));
  }

  private static Attributes with(String name, Object value) {
    return Attributes.NONE.with(name, value);
  }

  static Stream<String> names() {
    return CASES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void derivatives_operator_agreeWithCentralDifferences(String name) {
    Case operator = CASES.get(name);
    RandomWeights w = new RandomWeights(4, 5, 6);
    assertThat(operator).isNotNull();
    String y = operator.append(w, "image");
    boolean merged = name.equals("Expand");
    y = merged ? w.node("Squeeze", w.node("ReduceSum", y, w.longs(0)), w.longs(0)) : y;
    Graph graph = w.build(w.flatten(w.node("Tanh", y)));
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(120, 0.1, 0.9).toArray();
    double[] v = random.doubles(120, -1, 1).toArray();
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      int outputs = classifier.classes();
      LogitCombination f =
          new LogitCombination(
              IntStream.range(0, outputs).toArray(), random.doubles(outputs, -1, 1).toArray());
      double[][] around = {x, Vectors.addScaled(x, H, v), Vectors.addScaled(x, -H, v)};
      LogitCombination[][] functions = {{f}, {f}, {f}};
      Linearization[] linear = classifier.linearize(around, functions);
      double slope = (f.value(linear[1].logits()) - f.value(linear[2].logits())) / (2 * H);
      double[] gradient = linear[0].gradients()[0];
      double scale = 1 + Vectors.norm(gradient) * Vectors.norm(v);
      assertThat(Vectors.dot(gradient, v)).isCloseTo(slope, within(1e-7 * scale));
      double[] product =
          classifier
              .hessianVectorProducts(
                  new double[][] {x}, new LogitCombination[] {f}, new double[][] {v})[0];
      double[] difference =
          Vectors.addScaled(linear[1].gradients()[0], -1, linear[2].gradients()[0]);
      for (int i = 0; i < difference.length; i++) {
        difference[i] /= 2 * H;
      }
      assertThat(Vectors.distance(product, difference))
          .isLessThan(1e-5 * (1 + Vectors.norm(difference)));
    }
  }
}
