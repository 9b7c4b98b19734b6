package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;
import static io.separatrix.torch.operators.SpatialWindow.filled;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Average and L_p pooling over one to three spatial axes, and pooling over all of them. */
final class PoolingOperators {

  private PoolingOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MaxPool", MaxPooling::apply);
    operators.put("MaxUnpool", MaxPooling::unpool);
    operators.put("AveragePool", PoolingOperators::average);
    operators.put("LpPool", PoolingOperators::power);
    operators.put("GlobalAveragePool", call -> one(call.in(0).mean(spatial(call), true, noType())));
    operators.put("GlobalMaxPool", PoolingOperators::globalMaximum);
    operators.put("GlobalLpPool", PoolingOperators::globalPower);
  }

  private static org.bytedeco.pytorch.ScalarTypeOptional noType() {
    return new org.bytedeco.pytorch.ScalarTypeOptional();
  }

  /** The axes behind batch and channels. */
  private static long[] spatial(OperatorCall call) {
    long rank = call.in(0).dim();
    if (rank < 3) {
      throw call.fail("expected N x C and spatial axes, found rank " + rank);
    }
    return java.util.stream.LongStream.range(2, rank).toArray();
  }

  static SpatialWindow window(OperatorCall call, Tensor x) {
    Attributes a = call.attributes();
    return SpatialWindow.of(call, x, a.integers("kernel_shape"), a.integer("ceil_mode", 0) == 1);
  }

  /**
   * Each window is divided by its number of elements: of all inside image and padding if {@code
   * count_include_pad}, else of those inside the image. What ceil_mode adds behind does not count,
   * except in a window with dilations whose padding counts: there the standard's test data divide
   * by the whole window.
   */
  private static Tensor[] average(OperatorCall call) {
    Tensor x = call.in(0);
    SpatialWindow window = window(call, x);
    boolean padding = call.attributes().integer("count_include_pad", 0) == 1;
    boolean dense = Arrays.stream(window.dilation()).allMatch(d -> d == 1);
    if (dense && floating(x) && window.axes() == 2 && window.poolable() && !automatic(call)) {
      return one(
          torch.avg_pool2d(
              x,
              window.kernel(),
              window.stride(),
              window.begin(),
              call.attributes().integer("ceil_mode", 0) == 1,
              padding,
              new LongOptional()));
    }
    long[] counted = shape(x);
    counted[0] = 1;
    counted[1] = 1;
    Tensor padded = window.pad(torch.ones(counted, x.options()), padding ? 1 : 0);
    Tensor count = sum(window.coverPadded(padded, padding && !dense ? 1 : 0), window);
    return one(sum(window.cover(x, 0), window).div(count));
  }

  private static boolean automatic(OperatorCall call) {
    return !call.attributes().text("auto_pad", "NOTSET").equals("NOTSET");
  }

  /** Sums over windows, by a convolution of each channel with ones. */
  private static Tensor sum(Tensor padded, SpatialWindow window) {
    long[] shape = shape(padded);
    long[] single = shape.clone();
    single[0] = shape[0] * shape[1];
    single[1] = 1;
    long[] kernel = new long[shape.length];
    kernel[0] = 1;
    kernel[1] = 1;
    System.arraycopy(window.kernel(), 0, kernel, 2, window.axes());
    Tensor summed =
        torch.convolution(
            padded.reshape(single),
            torch.ones(kernel, padded.options()),
            new TensorOptional(),
            window.stride(),
            new long[window.axes()],
            window.dilation(),
            false,
            new long[window.axes()],
            1);
    long[] result = shape(summed);
    result[0] = shape[0];
    result[1] = shape[1];
    return summed.reshape(result);
  }

  private static Tensor[] power(OperatorCall call) {
    Tensor x = call.in(0);
    double p = exponent(call);
    SpatialWindow window = window(call, x);
    Tensor powers = torch.pow(x.abs(), new Scalar(p));
    return one(root(sum(window.cover(powers, 0), window), p));
  }

  private static Tensor[] globalPower(OperatorCall call) {
    Tensor x = call.in(0);
    double p = exponent(call);
    Tensor powers = torch.pow(x.abs(), new Scalar(p));
    return one(root(powers.sum(spatial(call), true, noType()), p));
  }

  /** An integer since operator set 2, a float before. */
  private static double exponent(OperatorCall call) {
    Object p = call.attributes().values().get("p");
    return p instanceof Number number ? number.doubleValue() : 2;
  }

  /** {@code s^(1/p)}, with derivative 0 instead of infinity at s = 0. */
  static Tensor root(Tensor s, double p) {
    Tensor positive = s.gt(new Scalar(0.0));
    Tensor safe = torch.where(positive, s, new Scalar(1.0));
    return torch.where(positive, torch.pow(safe, new Scalar(1 / p)), new Scalar(0.0));
  }

  /** As a max pooling, so that of equal maxima the first in row-major order has the gradient. */
  private static Tensor[] globalMaximum(OperatorCall call) {
    Tensor x = call.in(0);
    long[] shape = shape(x);
    long elements = Arrays.stream(shape, 2, shape.length).reduce(1, (a, b) -> a * b);
    long[] result = filled(shape.length, 1);
    result[0] = shape[0];
    result[1] = shape[1];
    Tensor flat = x.reshape(shape[0], shape[1], 1, elements);
    return one(torch.max_pool2d(flat, 1, elements).reshape(result).to(type(x)));
  }

  private static ScalarType type(Tensor x) {
    return x.scalar_type();
  }
}
