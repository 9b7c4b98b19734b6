package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import java.util.Map;
import java.util.function.Consumer;

/** Activations inside other layers, and those that have a bias inside. */
final class FusedActivations {

  /** ONNX Runtime's default of {@code QuickGelu}. */
  private static final float QUICK = 1.702f;

  private FusedActivations() {}

  static void register(Map<String, Consumer<Lowering>> rules) {
    rule(rules, "Gelu", l -> l.write("Gelu", l.in(0)));
    rule(rules, "BiasGelu", l -> l.write("Gelu", l.write("Add", l.in(0), l.in(1))));
    rule(rules, "FastGelu", l -> fastGelu(l, biased(l, l.in(0), 1)));
    rule(
        rules, "GemmFastGelu", l -> fastGelu(l, biased(l, l.write("MatMul", l.in(0), l.in(1)), 2)));
    rule(
        rules,
        "QuickGelu",
        l -> l.write("Swish", with("alpha", l.attributes().number("alpha", QUICK)), l.in(0)));
    rule(rules, "BiasAdd", l -> l.write("Add", l.write("Add", l.in(0), l.in(1)), l.in(2)));
    rule(rules, "BiasSplitGelu", FusedActivations::splitGelu);
    rule(
        rules,
        "BiasSoftmax",
        l ->
            l.write(
                "Softmax",
                Attributes.NONE.with("axis", l.attributes().integer("axis", 1)),
                l.write("Add", l.in(0), l.in(1))));
    rule(rules, "Trilu", l -> l.write("Trilu", l.attributes(), l.in(0), l.optional(1)));
  }

  private interface Formula {
    String write(Lowering l);
  }

  private static void rule(Map<String, Consumer<Lowering>> rules, String name, Formula formula) {
    rules.put(VendorOperators.MICROSOFT + name, l -> l.result(formula.write(l)));
  }

  private static String biased(Lowering l, String x, int bias) {
    return l.has(bias) ? l.write("Add", x, l.in(bias)) : x;
  }

  private static String fastGelu(Lowering l, String x) {
    return l.write("Gelu", Attributes.NONE.with("approximate", "tanh"), x);
  }

  /** The left half of the last axis times Gelu of the right one. */
  private static String splitGelu(Lowering l) {
    String x = l.write("Add", l.in(0), l.in(1));
    var halves = l.write("Split", Attributes.NONE.with("axis", -1L), 2, x);
    return l.write("Mul", halves.get(0), l.write("Gelu", halves.get(1)));
  }

  /** The activation that FusedConv names, its parameters in a list. */
  static String listed(Lowering l, String x) {
    double[] given = l.attributes().numbers("activation_params");
    String name = l.attributes().text("activation", "");
    return activated(l, name, x, given);
  }

  /** The activation that FusedGemm names, its parameters in attributes of their own. */
  static String named(Lowering l, String x) {
    Attributes a = l.attributes();
    double[] given = new double[0];
    if (a.has("activation_alpha")) {
      given =
          a.has("activation_beta")
              ? new double[] {a.number("activation_alpha", 0), a.number("activation_beta", 0)}
              : new double[] {a.number("activation_alpha", 0)};
    }
    return activated(l, a.text("activation", ""), x, given);
  }

  private static String activated(Lowering l, String name, String x, double[] given) {
    return switch (name) {
      case "" -> x;
      case "Relu", "Sigmoid", "Tanh", "Softsign", "Softplus", "HardSwish", "Mish", "Gelu" ->
          l.write(name, x);
      case "LeakyRelu" -> l.write(name, with("alpha", given(given, 0, 0.01)), x);
      case "ThresholdedRelu", "Elu" -> l.write(name, with("alpha", given(given, 0, 1)), x);
      case "QuickGelu" -> l.write("Swish", with("alpha", given(given, 0, QUICK)), x);
      case "HardSigmoid" ->
          l.write(
              name,
              with("alpha", given(given, 0, 0.2)).with("beta", (float) given(given, 1, 0.5)),
              x);
      case "Clip" ->
          clip(l, x, given(given, 0, -Float.MAX_VALUE), given(given, 1, Float.MAX_VALUE));
      default -> throw l.fail("expected an activation that is known, found '" + name + "'");
    };
  }

  /** Clip between two numbers, which are attributes before operator set 11. */
  static String clip(Lowering l, String x, double low, double high) {
    return l.opset() < 11
        ? l.write("Clip", with("min", low).with("max", (float) high), x)
        : l.write("Clip", x, l.scalar(low), l.scalar(high));
  }

  private static double given(double[] given, int i, double ifAbsent) {
    return i < given.length ? given[i] : ifAbsent;
  }

  private static Attributes with(String name, double value) {
    return Attributes.NONE.with(name, (float) value);
  }
}
