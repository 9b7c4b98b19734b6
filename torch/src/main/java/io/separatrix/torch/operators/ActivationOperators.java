package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.FunctionOperators.smooth;
import static io.separatrix.torch.operators.FunctionOperators.unary;
import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.scalar;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Activation functions, and softmax with its relatives. */
final class ActivationOperators {

  /** Beyond it, softplus(x) = x to the last digit of double precision. */
  private static final double SOFTPLUS_THRESHOLD = 40;

  private interface Parametric {
    Tensor apply(Tensor x, Attributes parameters);
  }

  private ActivationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Relu", unary(torch::relu));
    operators.put("Sigmoid", smooth(torch::sigmoid));
    operators.put("Tanh", smooth(Tensor::tanh));
    operators.put("Softplus", smooth(ActivationOperators::softplus));
    operators.put("Softsign", unary(x -> x.div(x.abs().add(new Scalar(1.0)))));
    operators.put("Mish", smooth(x -> x.mul(softplus(x).tanh())));
    operators.put(
        "HardSwish",
        unary(x -> x.mul(clamp(x.div(new Scalar(6.0)).add(new Scalar(0.5)), 0.0, 1.0))));
    operators.put(
        "LeakyRelu",
        parametric((x, a) -> torch.leaky_relu(x, new Scalar(a.number("alpha", 0.01)))));
    operators.put("PRelu", ActivationOperators::prelu);
    operators.put(
        "Elu",
        parametric(
            (x, a) ->
                torch.elu(x, new Scalar(a.number("alpha", 1)), new Scalar(1.0), new Scalar(1.0))));
    operators.put(
        "Selu",
        parametric(
            (x, a) ->
                torch.elu(
                    x,
                    new Scalar(a.number("alpha", 1.6732631921768188)),
                    new Scalar(a.number("gamma", 1.0507010221481323)),
                    new Scalar(1.0))));
    operators.put(
        "Celu",
        parametric(
            (x, a) -> {
              double alpha = a.number("alpha", 1);
              return torch.elu(x, new Scalar(alpha), new Scalar(1.0), new Scalar(1 / alpha));
            }));
    operators.put(
        "HardSigmoid",
        parametric(
            (x, a) ->
                clamp(
                    x.mul(new Scalar(a.number("alpha", 0.2)))
                        .add(new Scalar(a.number("beta", 0.5))),
                    0.0,
                    1.0)));
    operators.put("Gelu", parametric((x, a) -> torch.gelu(x, a.text("approximate", "none"))));
    operators.put(
        "Swish",
        parametric((x, a) -> x.mul(torch.sigmoid(x.mul(new Scalar(a.number("alpha", 1)))))));
    operators.put(
        "ThresholdedRelu",
        parametric((x, a) -> torch.where(x.gt(new Scalar(a.number("alpha", 1))), x, scalar(0, x))));
    operators.put("Shrink", ActivationOperators::shrink);
    operators.put("Clip", ActivationOperators::clip);
    operators.put("Softmax", call -> overClasses(call, torch::softmax));
    operators.put("LogSoftmax", call -> overClasses(call, torch::log_softmax));
    operators.put("Hardmax", call -> overClasses(call, ActivationOperators::hardmax));
  }

  private static Operator parametric(Parametric function) {
    return call -> one(WholeVectors.apply(x -> function.apply(x, call.attributes()), call.in(0)));
  }

  private static Tensor softplus(Tensor x) {
    return torch.softplus(x, new Scalar(1.0), new Scalar(SOFTPLUS_THRESHOLD));
  }

  private static Tensor clamp(Tensor x, double low, double high) {
    return torch.clamp_max(torch.clamp_min(x, new Scalar(low)), new Scalar(high));
  }

  private static Tensor[] prelu(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor slope = call.in(1);
    // Before operator set 7, a slope for each channel stood without the spatial axes.
    if (call.opset() < 7 && slope.dim() == 1 && slope.numel() > 1) {
      for (long i = 2; i < x.dim(); i++) {
        slope = slope.unsqueeze(-1);
      }
    }
    return one(torch.where(x.lt(new Scalar(0.0)), x.mul(slope), x));
  }

  /** {@code x + bias} below -lambd, {@code x - bias} above lambd, 0 between. */
  private static Tensor[] shrink(OperatorCall call) {
    Tensor x = call.in(0);
    double bias = call.attributes().number("bias", 0);
    double lambda = call.attributes().number("lambd", 0.5);
    Tensor wide = floating(x) ? x : x.to(ScalarType.Float);
    Tensor zero = torch.zeros_like(wide);
    Tensor low = torch.where(wide.lt(new Scalar(-lambda)), wide.add(new Scalar(bias)), zero);
    Tensor y = torch.where(wide.gt(new Scalar(lambda)), wide.sub(new Scalar(bias)), low);
    return one(y.to(x.scalar_type()));
  }

  private static Tensor[] clip(OperatorCall call) {
    Tensor x = call.in(0);
    if (call.opset() < 11) {
      Attributes a = call.attributes();
      x = a.has("min") ? torch.clamp_min(x, scalar(a.number("min", 0), x)) : x;
      x = a.has("max") ? torch.clamp_max(x, scalar(a.number("max", 0), x)) : x;
      return one(x);
    }
    @Nullable Tensor low = call.optional(1);
    @Nullable Tensor high = call.optional(2);
    x = low == null ? x : torch.clamp_min(x, low.to(x.scalar_type()));
    x = high == null ? x : torch.clamp_max(x, high.to(x.scalar_type()));
    return one(x);
  }

  private interface AlongAxis {
    Tensor apply(Tensor x, long axis);
  }

  /** Before operator set 13, all axes from the given one on were taken as one. */
  private static Tensor[] overClasses(OperatorCall call, AlongAxis function) {
    Tensor x = call.in(0);
    if (call.opset() >= 13) {
      return one(function.apply(x, call.axis("axis", -1, x.dim())));
    }
    long[] shape = shape(x);
    int axis = call.axis("axis", 1, Math.max(x.dim(), 2));
    long rows = Arrays.stream(shape, 0, axis).reduce(1, (a, b) -> a * b);
    long columns = Arrays.stream(shape, axis, shape.length).reduce(1, (a, b) -> a * b);
    return one(function.apply(x.reshape(rows, columns), 1).reshape(shape));
  }

  /** 1 at the first maximum along an axis, 0 elsewhere. */
  private static Tensor hardmax(Tensor x, long axis) {
    Tensor at = ReductionOperators.argmax(x, axis, true);
    return torch.zeros_like(x).scatter(axis, at, scalar(1, x));
  }
}
