package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Operators on quantised values, {@code QLinearConv} and its like: the float operator on
 * dequantised inputs, its result quantised.
 */
final class IntegerOperators {

  private IntegerOperators() {}

  static void register(Map<String, Consumer<Lowering>> rules) {
    rules.put("QLinearConv", IntegerOperators::convolution);
    rules.put(VendorOperators.MICROSOFT + "QLinearConv", IntegerOperators::convolution);
    rules.put("QLinearMatMul", IntegerOperators::product);
    rules.put(VendorOperators.MICROSOFT + "QGemm", IntegerOperators::dense);
    rules.put(VendorOperators.MICROSOFT + "QLinearAdd", l -> pairwise(l, "Add"));
    rules.put(VendorOperators.MICROSOFT + "QLinearMul", l -> pairwise(l, "Mul"));
    rules.put(VendorOperators.MICROSOFT + "QLinearConcat", IntegerOperators::concat);
    rules.put(VendorOperators.MICROSOFT + "QLinearWhere", IntegerOperators::where);
    for (String name : List.of("QuantizeLinear", "DequantizeLinear")) {
      rules.put(VendorOperators.MICROSOFT + name, l -> renamed(l, name));
    }
    for (String name :
        List.of(
            "LeakyRelu", "Sigmoid", "Softmax", "AveragePool", "GlobalAveragePool", "ReduceMean")) {
      rules.put(VendorOperators.MICROSOFT + "QLinear" + name, l -> single(l, name));
    }
    rules.put(VendorOperators.MICROSOFT + "MatMulIntegerToFloat", IntegerOperators::mixedProduct);
    rules.put(
        VendorOperators.MICROSOFT + "DynamicQuantizeMatMul", IntegerOperators::dynamicProduct);
  }

  /** Older models have 16-bit integers in the vendor's domain only. */
  private static void renamed(Lowering l, String operator) {
    l.result(l.write(operator, l.attributes(), l.in(0), l.in(1), l.optional(2)));
  }

  /** A quantised input with scale and zero point behind it. */
  private static String real(Lowering l, int input, long axis) {
    return real(l, l.in(input), l.in(input + 1), l.optional(input + 2), axis);
  }

  private static String real(Lowering l, String q, String scale, String zero, long axis) {
    return l.write("DequantizeLinear", Attributes.NONE.with("axis", axis), q, scale, zero);
  }

  private static void quantised(Lowering l, String y, int scale) {
    l.result(l.write("QuantizeLinear", y, l.in(scale), l.optional(scale + 1)));
  }

  private static void convolution(Lowering l) {
    boolean last = l.attributes().integer("channels_last", 0) == 1;
    String x = real(l, 0, 1);
    String w = real(l, 3, 0);
    String bias = l.has(8) ? real(l, l.in(8), times(l, l.in(1), l.in(4), 1), "", 0) : "";
    Constant weight = l.constant(l.in(3));
    int rank = weight == null ? 4 : weight.shape().length;
    x = last ? ChannelsLast.toFirst(l, x, rank) : x;
    String y = l.write("Conv", without(l.attributes()), x, w, bias);
    quantised(l, last ? ChannelsLast.toLast(l, y, rank) : y, 6);
  }

  private static void product(Lowering l) {
    quantised(l, l.write("MatMul", real(l, 0, -2), real(l, 3, -1)), 6);
  }

  private static void dense(Lowering l) {
    double alpha = l.attributes().number("alpha", 1);
    long columns = l.attributes().integer("transB", 0) == 1 ? 0 : 1;
    String c = l.has(6) ? real(l, l.in(6), times(l, l.in(1), l.in(4), alpha), "", -1) : "";
    String y = l.write("Gemm", l.attributes(), real(l, 0, 0), real(l, 3, columns), c);
    if (l.has(7)) {
      quantised(l, y, 7);
    } else {
      l.result(y);
    }
  }

  private static void pairwise(Lowering l, String operator) {
    quantised(l, l.write(operator, real(l, 0, 1), real(l, 3, 1)), 6);
  }

  private static void concat(Lowering l) {
    List<String> parts = new ArrayList<>();
    for (int i = 2; i < l.node().inputs().size(); i += 3) {
      parts.add(real(l, i, 1));
    }
    quantised(l, l.write("Concat", l.attributes(), parts.toArray(String[]::new)), 0);
  }

  private static void where(Lowering l) {
    quantised(l, l.write("Where", l.in(0), real(l, 1, 1), real(l, 4, 1)), 7);
  }

  private static void single(Lowering l, String operator) {
    boolean last = l.attributes().integer("channels_last", 0) == 1;
    long meant = l.attributes().integer("opset", l.opset());
    if (operator.equals("Softmax") && (meant < 13) != (l.opset() < 13)) {
      throw l.fail("expected the model's operator set " + l.opset() + ", found " + meant);
    }
    int rank = l.attributes().integers("kernel_shape", 0, 0).length + 2;
    String x = real(l, 0, 1);
    x = last ? ChannelsLast.toFirst(l, x, rank) : x;
    String y = l.write(operator, without(l.attributes()), x);
    quantised(l, last ? ChannelsLast.toLast(l, y, rank) : y, 3);
  }

  private static void mixedProduct(Lowering l) {
    String a = real(l, l.in(0), l.in(2), l.optional(4), -2);
    String b = real(l, l.in(1), l.in(3), l.optional(5), -1);
    String y = l.write("MatMul", a, b);
    l.result(l.has(6) ? l.write("Add", y, l.in(6)) : y);
  }

  private static void dynamicProduct(Lowering l) {
    List<String> q = l.write("DynamicQuantizeLinear", Attributes.NONE, 3, l.in(0));
    String a = real(l, q.get(0), q.get(1), q.get(2), -2);
    String b = real(l, l.in(1), l.in(2), l.optional(3), -1);
    String y = l.write("MatMul", a, b);
    l.result(l.has(4) ? l.write("Add", y, l.in(4)) : y);
  }

  /** The scale of a bias: the product of the scales of what it is added to. */
  private static String times(Lowering l, String one, String others, double alpha) {
    Constant a = l.constant(one);
    Constant b = l.constant(others);
    if (a == null || b == null || a.elements() != 1) {
      throw l.fail("expected constant scales, one of them for the whole input");
    }
    double factor = alpha * a.toDoubles()[0];
    UnaryOperator<double[]> scaled =
        values -> java.util.Arrays.stream(values).map(value -> value * factor).toArray();
    return l.put(Numbers.constant(scaled.apply(b.toDoubles()), b.type(), b.shape()));
  }

  private static Attributes without(Attributes attributes) {
    Map<String, Object> values = new java.util.TreeMap<>(attributes.values());
    values.keySet().removeAll(List.of("channels_last", "opset"));
    return new Attributes(values);
  }
}
