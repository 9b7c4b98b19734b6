package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static java.util.Objects.requireNonNull;

import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

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
  private static Tensor[] softplus(OperatorCall call) {
    Scalar sharpness = new Scalar(sharpness(call));
    Scalar linear = new Scalar(SOFTPLUS_LINEAR);
    return one(WholeVectors.apply(x -> torch.softplus(x, sharpness, linear), call.in(0)));
  }

  /**
   * {@code log(sum exp(b x)) / b} over each window, one axis after the other. Strided slices of the
   * image are added up: on a LeNet twice as fast as reducing an unfolded copy, whose innermost
   * extents are those of the window. Where channels are innermost the slices are taken of the image
   * in that order: their gradients, new arrays in the order of their axes, then have it too.
   */
  private static Tensor[] logSumExpPool(OperatorCall call) {
    double b = sharpness(call);
    Tensor x = call.in(0);
    SpatialWindow window = PoolingOperators.window(call, x);
    boolean innermost = x.dim() == 4 && x.is_contiguous(MemoryFormat.ChannelsLast);
    Tensor covered = window.cover(x, FAR_BELOW);
    Tensor pooled = innermost ? covered.permute(0, 2, 3, 1) : covered;
    for (int i = 0; i < window.axes(); i++) {
      if (window.dilation()[i] != 1) {
        throw call.fail("expected a window without dilation");
      }
      pooled = logSumExp(window.slices(pooled, i, innermost ? 1 + i : 2 + i), b);
    }
    return one(innermost ? pooled.permute(0, 3, 1, 2) : pooled);
  }

  /** {@code m + log(sum exp(b (x_i - m))) / b} with m the largest, a constant to autograd. */
  private static Tensor logSumExp(List<Tensor> terms, double b) {
    Tensor largest = terms.get(0).detach();
    for (Tensor term : terms.subList(1, terms.size())) {
      largest = torch.maximum(largest, term.detach());
    }
    Tensor sum = null;
    for (Tensor term : terms) {
      Tensor exponential = WholeVectors.apply(Tensor::exp, term.sub(largest).mul(new Scalar(b)));
      sum = sum == null ? exponential : sum.add(exponential);
    }
    return WholeVectors.apply(Tensor::log, requireNonNull(sum)).div(new Scalar(b)).add(largest);
  }

  private static double sharpness(OperatorCall call) {
    return call.attributes().number(SmoothSurrogate.SHARPNESS, 1);
  }
}
