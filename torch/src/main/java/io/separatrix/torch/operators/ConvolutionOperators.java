package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;
import static io.separatrix.torch.operators.SpatialWindow.filled;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Convolutions over one to three spatial axes. */
final class ConvolutionOperators {

  private ConvolutionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Conv", ConvolutionOperators::convolution);
    operators.put("ConvTranspose", ConvolutionOperators::transposed);
  }

  /** An operand of a convolution or a matrix product in the type that the run computes in. */
  static Tensor operand(Tensor x, OperatorCall call) {
    return call.setting().bfloat16() ? x.to(ScalarType.BFloat16) : x;
  }

  private static TensorOptional bias(@Nullable Tensor bias, OperatorCall call) {
    return bias == null ? new TensorOptional() : new TensorOptional(operand(bias, call));
  }

  static Tensor[] convolution(OperatorCall call) {
    Tensor x = channelInnermost(operand(call.in(0), call));
    Tensor weight = operand(call.in(1), call);
    long group = group(call, x, weight, 1);
    SpatialWindow window = SpatialWindow.of(call, x, kernel(weight), false);
    boolean symmetric = window.symmetric();
    return one(
        torch.convolution(
            symmetric ? x : window.pad(x, 0),
            weight,
            bias(call.optional(2), call),
            window.stride(),
            symmetric ? window.begin() : new long[window.axes()],
            dilation(x, weight, window),
            false,
            new long[window.axes()],
            group));
  }

  /**
   * Images of one channel are stored alike whether channels come first or last, and LibTorch takes
   * them for the former; here they say the latter, as those of several channels do.
   */
  static Tensor channelInnermost(Tensor x) {
    return x.dim() == 4 && x.size(1) == 1 && x.scalar_type().intern() == ScalarType.Float
        ? x.squeeze(1).unsqueeze(-1).permute(0, 3, 1, 2)
        : x;
  }

  /**
   * That of the window; 2 for a kernel of 1 x 1, to which it means nothing. On one thread LibTorch
   * takes an undilated one of a few rows to a matrix product and others to oneDNN, which is faster
   * and rounds alike however many rows there are.
   */
  private static long[] dilation(Tensor x, Tensor weight, SpatialWindow window) {
    boolean point = weight.dim() == 4 && weight.size(2) == 1 && weight.size(3) == 1;
    return point && x.is_cpu() && x.scalar_type().intern() == ScalarType.Float
        ? filled(2, 2)
        : window.dilation();
  }

  private static long[] kernel(Tensor weight) {
    long[] shape = shape(weight);
    return Arrays.copyOfRange(shape, Math.min(2, shape.length), shape.length);
  }

  /** The number of groups, after a check that input and weights fit each other. */
  private static long group(OperatorCall call, Tensor x, Tensor weight, int inputsAxis) {
    long group = call.attributes().integer("group", 1);
    if (x.dim() < 3 || weight.dim() != x.dim()) {
      throw call.fail("expected input and weights of one rank, found " + ranks(x, weight));
    }
    long channels = inputsAxis == 1 ? weight.size(1) * group : weight.size(0);
    if (group < 1 || x.size(1) != channels || weight.size(0) % group != 0) {
      throw call.fail(
          "weights "
              + ranks(weight, weight)
              + " and group "
              + group
              + " do not fit "
              + Arrays.toString(shape(x)));
    }
    return group;
  }

  private static String ranks(Tensor x, Tensor weight) {
    return Arrays.toString(shape(x)) + " and " + Arrays.toString(shape(weight));
  }

  /**
   * Computed without padding, then cropped. Where {@code output_padding} makes the output larger
   * than the last window reaches, zeros are appended.
   */
  private static Tensor[] transposed(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor x = operand(call.in(0), call);
    Tensor weight = operand(call.in(1), call);
    long group = group(call, x, weight, 0);
    int axes = (int) x.dim() - 2;
    long[] kernel = kernel(weight);
    long[] stride = a.integers("strides", filled(axes, 1));
    long[] dilation = a.integers("dilations", filled(axes, 1));
    long[] extra = a.integers("output_padding", new long[axes]);
    if (stride.length != axes || dilation.length != axes || extra.length != axes) {
      throw call.fail("expected " + axes + " strides, dilations and output_padding");
    }
    long[] begin = new long[axes];
    long[] end = new long[axes];
    long[] extents = shape(x);
    extents[1] = weight.size(1) * group;
    for (int i = 0; i < axes; i++) {
      if (Math.max(stride[i], dilation[i]) > Integer.MAX_VALUE) {
        throw call.fail("expected strides and dilations of a sensible size");
      }
      long full = (x.size(2 + i) - 1) * stride[i] + (kernel[i] - 1) * dilation[i] + 1;
      crop(call, i, full + extra[i], x.size(2 + i) * stride[i], begin, end);
      begin[i] = -begin[i];
      end[i] = extra[i] - end[i];
      extents[2 + i] = full;
      Extents.check(call, extents);
      extents[2 + i] = begin[i] + full + end[i];
    }
    Extents.check(call, extents);
    Tensor full =
        torch.convolution(
            x,
            weight,
            new TensorOptional(),
            stride,
            new long[axes],
            dilation,
            true,
            new long[axes],
            group);
    Tensor y = SpatialWindow.pad(full, begin, end, 0);
    Tensor bias = call.optional(2);
    if (bias != null) {
      long[] perChannel = filled(axes + 1, 1);
      perChannel[0] = -1;
      y = y.add(operand(bias, call).reshape(perChannel));
    }
    return one(y);
  }

  /** How much of the full result of one axis is cut off at both ends. */
  private static void crop(
      OperatorCall call, int i, long full, long same, long[] begin, long[] end) {
    Attributes a = call.attributes();
    String automatic = a.text("auto_pad", "NOTSET");
    long[] wanted = a.integers("output_shape");
    int axes = begin.length;
    if (wanted.length > 0 || automatic.startsWith("SAME")) {
      // Some writers list the batch and the channels too.
      long target = wanted.length > 0 ? wanted[wanted.length - axes + i] : same;
      // What the output has too much of is cut off; what it lacks is appended.
      long total = Math.max(full - target, 0);
      begin[i] = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
      end[i] = full - target - begin[i];
    } else if (automatic.equals("NOTSET")) {
      long[] pads = a.integers("pads", new long[2 * axes]);
      begin[i] = pads[i];
      end[i] = pads[axes + i];
    }
  }
}
