package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Layers with what follows them: an activation, a sum, a normalisation. */
final class FusedLayers {

  /** ONNX Runtime's default for a normalisation of a sum, unlike that of the standard operator. */
  private static final float SKIP_EPSILON = 1e-12f;

  private FusedLayers() {}

  static void register(Map<String, Consumer<Lowering>> rules) {
    rules.put(VendorOperators.MICROSOFT + "FusedConv", FusedLayers::convolution);
    rules.put(VendorOperators.MICROSOFT + "FusedGemm", FusedLayers::dense);
    rules.put(VendorOperators.MICROSOFT + "FusedMatMul", l -> l.result(product(l, l.attributes())));
    rules.put(VendorOperators.MICROSOFT + "TransposeMatMul", FusedLayers::plainProduct);
    rules.put(VendorOperators.MICROSOFT + "FusedMatMulActivation", FusedLayers::activatedProduct);
    rules.put(
        VendorOperators.MICROSOFT + "Inverse",
        l -> l.result(l.write(VendorOperators.INVERSE, l.in(0))));
    rules.put(VendorOperators.MICROSOFT + "SkipLayerNormalization", FusedLayers::skipNorm);
    rules.put(
        VendorOperators.MICROSOFT + "SkipSimplifiedLayerNormalization",
        FusedLayers::skipRootMeanSquare);
    rules.put("SimplifiedLayerNormalization", FusedLayers::rootMeanSquare);
    rules.put(
        VendorOperators.MICROSOFT + "SimplifiedLayerNormalization", FusedLayers::rootMeanSquare);
    rules.put(
        VendorOperators.MICROSOFT + "LayerNormalization",
        l -> {
          String[] inputs = {l.in(0), l.in(1), l.optional(2)};
          l.result(l.write("LayerNormalization", l.attributes(), inputs));
        });
  }

  private static void convolution(Lowering l) {
    String y = l.write("Conv", plain(l.attributes()), l.in(0), l.in(1), l.optional(2));
    y = l.has(3) ? l.write("Add", y, l.in(3)) : y;
    l.result(FusedActivations.listed(l, y));
  }

  private static void dense(Lowering l) {
    String y = l.write("Gemm", plain(l.attributes()), l.in(0), l.in(1), l.optional(2));
    l.result(FusedActivations.named(l, y));
  }

  private static void plainProduct(Lowering l) {
    l.result(product(l, l.attributes()));
  }

  private static void activatedProduct(Lowering l) {
    l.result(FusedActivations.named(l, product(l, plain(l.attributes()))));
  }

  /** A standard product where a constant matrix on the right is all that is transposed. */
  private static String product(Lowering l, Attributes a) {
    Constant right = l.constant(l.in(1));
    boolean left = a.integer("transA", 0) == 1 || a.integer("transBatchA", 0) == 1;
    boolean turned = a.integer("transB", 0) == 1;
    boolean batch = a.integer("transBatchB", 0) == 1;
    boolean matrix = right != null && right.shape().length == 2 && movable(right);
    if (left || (!matrix && (turned || batch))) {
      return l.write(VendorOperators.FUSED_MATMUL, a, l.in(0), l.in(1));
    }
    String b = right != null && turned ? l.put(transposed(right)) : l.in(1);
    String y = l.write("MatMul", l.in(0), b);
    double alpha = a.number("alpha", 1);
    return alpha == 1 ? y : l.write("Mul", y, l.scalar(alpha));
  }

  private static boolean movable(Constant matrix) {
    return matrix.type() == ElementType.FLOAT32 || matrix.type() == ElementType.FLOAT64;
  }

  private static Constant transposed(Constant matrix) {
    int rows = (int) matrix.shape()[0];
    int columns = (int) matrix.shape()[1];
    double[] values = matrix.toDoubles();
    double[] turned = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = values[i * columns + j];
      }
    }
    return Numbers.constant(turned, matrix.type(), columns, rows);
  }

  private static void skipNorm(Lowering l) {
    String sum = sum(l, 4);
    Attributes a =
        Attributes.NONE
            .with("axis", -1L)
            .with("epsilon", (float) l.attributes().number("epsilon", SKIP_EPSILON));
    boolean statistics = l.writes(1) || l.writes(2);
    var results = l.write("LayerNormalization", a, statistics ? 3 : 1, sum, l.in(2), l.optional(3));
    for (int i = 0; i < results.size(); i++) {
      l.result(i, results.get(i));
    }
    l.result(3, sum);
  }

  private static void skipRootMeanSquare(Lowering l) {
    refuseStatistics(l, 1, 2);
    String sum = sum(l, 3);
    Attributes a =
        Attributes.NONE
            .with("axis", -1L)
            .with("epsilon", (float) l.attributes().number("epsilon", SKIP_EPSILON));
    l.result(l.write("RMSNormalization", a, sum, l.in(2)));
    l.result(3, sum);
  }

  private static void rootMeanSquare(Lowering l) {
    refuseStatistics(l, 1);
    l.result(l.write("RMSNormalization", l.attributes(), l.in(0), l.in(1)));
  }

  private static void refuseStatistics(Lowering l, int... outputs) {
    for (int output : outputs) {
      if (l.writes(output)) {
        throw l.fail("expected the normalised values alone, found the statistics of training too");
      }
    }
  }

  private static String sum(Lowering l, int bias) {
    String sum = l.write("Add", l.in(0), l.in(1));
    return l.has(bias) ? l.write("Add", sum, l.in(bias)) : sum;
  }

  /** Attributes without those of the activation. */
  static Attributes plain(Attributes attributes) {
    Map<String, Object> values = new TreeMap<>(attributes.values());
    values.keySet().removeIf(name -> name.startsWith("activation"));
    return new Attributes(values);
  }
}
