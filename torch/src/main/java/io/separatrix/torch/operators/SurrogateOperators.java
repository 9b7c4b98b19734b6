package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.Call.one;

import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The smooth stand-ins that {@link SmoothSurrogate} puts in; no ONNX operators. */
final class SurrogateOperators {

  /** Beyond this argument softplus is the identity to double precision. */
  private static final double SOFTPLUS_LINEAR = 40;

  /** Padding of a pool, far below any activation yet finite, so that gradients stay numbers. */
  private static final double FAR_BELOW = -1e9;

  private SurrogateOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(SmoothSurrogate.SOFTPLUS, SurrogateOperators::softplus);
    operators.put(SmoothSurrogate.LOG_SUM_EXP_POOL, SurrogateOperators::logSumExpPool);
  }

  /** {@code log(1 + exp(b x)) / b}. */
  private static Tensor[] softplus(Call call) {
    return one(
        torch.softplus(call.in(0), new Scalar(sharpness(call)), new Scalar(SOFTPLUS_LINEAR)));
  }

  /** {@code log(sum exp(b x)) / b} over each window. */
  private static Tensor[] logSumExpPool(Call call) {
    double b = sharpness(call);
    Tensor x = call.in(0);
    SpatialWindow window = PoolingOperators.window(call, x);
    Tensor patches = window.cover(x, FAR_BELOW);
    long[] inner = new long[window.axes()];
    for (int i = 0; i < window.axes(); i++) {
      if (window.dilation()[i] != 1) {
        throw call.fail("expected a window without dilation");
      }
      patches = patches.unfold(2 + i, window.kernel()[i], window.stride()[i]);
      inner[i] = -1L - i;
    }
    Tensor sum = torch.logsumexp(patches.mul(new Scalar(b)), inner, false);
    return one(sum.div(new Scalar(b)));
  }

  private static double sharpness(Call call) {
    return call.attributes().number(SmoothSurrogate.SHARPNESS, 1);
  }
}
