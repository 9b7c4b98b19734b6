package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.List;
import java.util.Map;

/** Functions of one number. */
final class ActivationOperators {

  /** ONNX's defaults, which are float32 numbers. */
  private static final double SELU_ALPHA = 1.6732632f;

  private static final double SELU_GAMMA = 1.050701f;

  private ActivationOperators() {}

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("Relu", call -> apply(call, PiecewiseLinear.RELU));
    translations.put(
        "Abs",
        call ->
            apply(
                call,
                new PiecewiseLinear(new double[] {0}, new double[] {0}, new double[] {-1, 1})));
    translations.put(
        "LeakyRelu",
        call -> apply(call, PiecewiseLinear.leaky(call.attributes().number("alpha", 0.01))));
    translations.put("PRelu", ActivationOperators::leakyByChannel);
    translations.put("Clip", ActivationOperators::clip);
    translations.put("HardSigmoid", ActivationOperators::hardSigmoid);
    translations.put("Elu", ActivationOperators::exponential);
    translations.put("Celu", ActivationOperators::exponential);
    translations.put("Selu", ActivationOperators::exponential);
    translations.put("Sigmoid", call -> apply(call, SmoothFunctions.SIGMOID));
    translations.put("Tanh", call -> apply(call, SmoothFunctions.TANH));
    translations.put("Softplus", call -> apply(call, SmoothFunctions.SOFTPLUS));
    translations.put("Exp", call -> apply(call, SmoothFunctions.EXP));
    translations.put("Sqrt", call -> apply(call, SmoothFunctions.SQRT));
    translations.put("Reciprocal", call -> apply(call, SmoothFunctions.RECIPROCAL));
    translations.put("Erf", call -> apply(call, SmoothFunctions.ERF));
  }

  private static void apply(NodeCall call, Scalar f) {
    call.result(call.elementwise(call.value(0), f));
  }

  private static void leakyByChannel(NodeCall call) {
    Value x = call.value(0);
    double[] slopes = call.constant(1).broadcast(x.shape()).data();
    Scalar[] functions = new Scalar[slopes.length];
    for (int n = 0; n < functions.length; n++) {
      functions[n] = PiecewiseLinear.leaky(slopes[n]);
    }
    call.result(
        call.write(
            new ElementwiseRule(NodeCall.inner(x.shape()), n -> functions[n]), x.shape(), x));
  }

  private static void clip(NodeCall call) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    if (call.opset() < 11) {
      low = call.attributes().number("min", low);
      high = call.attributes().number("max", high);
    } else {
      low = call.has(1) ? call.constant(1).data()[0] : low;
      high = call.has(2) ? call.constant(2).data()[0] : high;
    }
    apply(call, PiecewiseLinear.clip(low, high));
  }

  /** ELU {@code alpha (exp(x) - 1)}, CELU {@code alpha (exp(x / alpha) - 1)}, SELU with a gain. */
  private static void exponential(NodeCall call) {
    boolean scaled = call.node().operator().equals("Selu");
    boolean stretched = call.node().operator().equals("Celu");
    double alpha = call.attributes().number("alpha", scaled ? SELU_ALPHA : 1);
    double gain = scaled ? call.attributes().number("gamma", SELU_GAMMA) : 1;
    if (!(alpha > 0 && gain > 0)) {
      throw call.fail("expected alpha and gamma above 0, found " + alpha + " and " + gain);
    }
    apply(call, new ExponentialLinear(gain, gain * alpha, stretched ? alpha : 1));
  }

  /** {@code max(0, min(1, alpha x + beta))}. */
  private static void hardSigmoid(NodeCall call) {
    Value x = call.value(0);
    double alpha = call.attributes().number("alpha", 0.2);
    double beta = call.attributes().number("beta", 0.5);
    SparseRule.Terms[] terms = new SparseRule.Terms[Windows.volume(x.shape())];
    for (int n = 0; n < terms.length; n++) {
      terms[n] = new SparseRule.Terms(new int[1], new int[] {n}, new double[] {alpha}, beta, 0);
    }
    Value affine = call.sparse(List.of(x), x.shape(), terms, 0);
    call.result(call.elementwise(affine, PiecewiseLinear.clip(0, 1)));
  }
}
