package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How a window moves over the spatial axes of N x C x D1 x ... x Dn, with the padding worked out
 * from {@code auto_pad} and {@code ceil_mode}. All arrays have one entry for each spatial axis and
 * are not modified.
 *
 * @param input spatial extents
 * @param kernel extents of the window
 * @param stride steps
 * @param dilation distances between elements of the window
 * @param begin padding in front, as the node asks for it
 * @param end padding behind, as the node asks for it
 * @param output number of window positions
 */
record SpatialWindow(
    long[] input,
    long[] kernel,
    long[] stride,
    long[] dilation,
    long[] begin,
    long[] end,
    long[] output) {

  static SpatialWindow of(OperatorCall call, Tensor x, long[] kernel, boolean ceil) {
    Attributes a = call.attributes();
    int axes = (int) x.dim() - 2;
    if (axes < 1 || axes > 3 || kernel.length != axes) {
      throw call.fail(
          "expected N x C and one to three spatial axes with a window extent each, found rank "
              + x.dim()
              + " and "
              + kernel.length
              + " extents");
    }
    long[] input = new long[axes];
    System.arraycopy(shape(x), 2, input, 0, axes);
    long[] stride = positive(call, "strides", a.integers("strides", filled(axes, 1)), axes);
    long[] dilation = positive(call, "dilations", a.integers("dilations", filled(axes, 1)), axes);
    positive(call, "kernel_shape", kernel, axes);
    long[] begin = new long[axes];
    long[] end = new long[axes];
    String automatic = a.text("auto_pad", "NOTSET");
    long[] pads = a.integers("pads", new long[2 * axes]);
    if (pads.length != 2 * axes) {
      throw call.fail("expected " + 2 * axes + " pads, found " + pads.length);
    }
    long[] output = new long[axes];
    for (int i = 0; i < axes; i++) {
      long reach = (kernel[i] - 1) * dilation[i] + 1;
      switch (automatic) {
        case "SAME_UPPER", "SAME_LOWER" -> {
          output[i] = ceilDiv(input[i], stride[i]);
          long total = Math.max((output[i] - 1) * stride[i] + reach - input[i], 0);
          begin[i] = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
          end[i] = total - begin[i];
        }
        case "VALID" -> output[i] = Math.floorDiv(input[i] - reach, stride[i]) + 1;
        default -> {
          if (Math.max(Math.abs(pads[i]), Math.abs(pads[axes + i])) > Integer.MAX_VALUE) {
            throw call.fail("expected pads of a sensible size, found " + pads[i]);
          }
          begin[i] = pads[i];
          end[i] = pads[axes + i];
          long room = input[i] + begin[i] + end[i] - reach;
          output[i] = (ceil ? ceilDiv(room, stride[i]) : Math.floorDiv(room, stride[i])) + 1;
          // A window that would start behind the image and its front padding is not counted.
          if (ceil && (output[i] - 1) * stride[i] >= input[i] + begin[i]) {
            output[i]--;
          }
        }
      }
      if (output[i] < 1) {
        throw call.fail("the window of extent " + reach + " does not fit into " + input[i]);
      }
    }
    long[] padded = shape(x);
    long[] result = shape(x);
    for (int i = 0; i < axes; i++) {
      padded[2 + i] = begin[i] + input[i] + end[i];
      result[2 + i] = output[i];
    }
    Extents.check(call, padded);
    Extents.check(call, result);
    return new SpatialWindow(input, kernel, stride, dilation, begin, end, output);
  }

  int axes() {
    return kernel.length;
  }

  /** Whether padding is the same on both sides and LibTorch's own arithmetic gives the output. */
  boolean symmetric() {
    for (int i = 0; i < axes(); i++) {
      if (begin[i] != end[i] || begin[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether LibTorch's pooling takes this padding: symmetric, at most half the window. */
  boolean poolable() {
    for (int i = 0; i < axes(); i++) {
      if (2 * begin[i] > kernel[i]) {
        return false;
      }
    }
    return symmetric();
  }

  /** Whether every window lies in the image, without padding. */
  boolean inside() {
    for (int i = 0; i < axes(); i++) {
      if (begin[i] != 0 || needed(i) > input[i]) {
        return false;
      }
    }
    return true;
  }

  /** Extent that all window positions cover. */
  private long needed(int i) {
    return (output[i] - 1) * stride[i] + (kernel[i] - 1) * dilation[i] + 1;
  }

  /**
   * What stands first, second, ... in each window along a spatial axis, of an image that is
   * covered.
   *
   * @param dimension of x, that is this axis
   */
  List<Tensor> slices(Tensor x, int axis, int dimension) {
    long reach = (output[axis] - 1) * stride[axis] + 1;
    List<Tensor> slices = new ArrayList<>();
    for (long i = 0; i < kernel[axis]; i++) {
      long offset = i * dilation[axis];
      slices.add(
          x.slice(
              dimension, new LongOptional(offset), new LongOptional(offset + reach), stride[axis]));
    }
    return slices;
  }

  /** The padding that the node asks for. */
  Tensor pad(Tensor x, double value) {
    return pad(x, begin, end, value);
  }

  /** Padding or cropping to what the window positions cover. */
  Tensor cover(Tensor x, double value) {
    long[] behind = new long[axes()];
    for (int i = 0; i < behind.length; i++) {
      behind[i] = needed(i) - begin[i] - input[i];
    }
    return pad(x, begin, behind, value);
  }

  /** From the padding that the node asks for to what the window positions cover. */
  Tensor coverPadded(Tensor padded, double value) {
    long[] behind = new long[axes()];
    for (int i = 0; i < behind.length; i++) {
      behind[i] = needed(i) - begin[i] - input[i] - end[i];
    }
    return pad(padded, new long[axes()], behind, value);
  }

  /** Pads (or crops, where negative) the last axes. */
  static Tensor pad(Tensor x, long[] begin, long[] end, double value) {
    long[] pads = new long[2 * begin.length];
    boolean none = true;
    for (int i = 0; i < begin.length; i++) {
      // LibTorch lists pairs from the last axis to the first.
      pads[2 * (begin.length - 1 - i)] = begin[i];
      pads[2 * (begin.length - 1 - i) + 1] = end[i];
      none &= begin[i] == 0 && end[i] == 0;
    }
    return none ? x : torch.constant_pad_nd(x, pads, new Scalar(value));
  }

  static long[] filled(int length, long value) {
    long[] array = new long[length];
    java.util.Arrays.fill(array, value);
    return array;
  }

  private static long ceilDiv(long a, long b) {
    return -Math.floorDiv(-a, b);
  }

  private static long[] positive(OperatorCall call, String name, long[] values, int length) {
    if (values.length != length) {
      throw call.fail("expected " + length + " " + name + ", found " + values.length);
    }
    for (long value : values) {
      if (value < 1 || value > Integer.MAX_VALUE) {
        throw call.fail("expected " + name + " of at least 1, found " + value);
      }
    }
    return values;
  }
}
