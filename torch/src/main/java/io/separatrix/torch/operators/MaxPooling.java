package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Max pooling and its inverse. Padding never wins: it is -infinity. Of equal maxima in a window the
 * first in row-major order is taken and has the gradient.
 */
final class MaxPooling {

  /** Channels that LibTorch's kernel takes at a time; those that are left it takes one by one. */
  private static final int VECTOR = 8;

  /** A window's extent up to which one slice after the other is no slower than the kernel. */
  private static final int SMALL = 3;

  private MaxPooling() {}

  static Tensor[] apply(OperatorCall call) {
    Tensor x = call.in(0);
    if (!floating(x)) {
      // LibTorch pools few integer types; the smallest ones fit into double precision.
      Tensor[] outputs = apply(call, x.to(ScalarType.Double));
      outputs[0] = outputs[0].to(x.scalar_type());
      return outputs;
    }
    return apply(call, x);
  }

  private static Tensor[] apply(OperatorCall call, Tensor x) {
    SpatialWindow window = PoolingOperators.window(call, x);
    boolean indices = call.node().outputs().size() > 1;
    boolean plain =
        window.axes() == 2
            && window.poolable()
            && call.attributes().text("auto_pad", "NOTSET").equals("NOTSET");
    if (plain && !indices && fewChannels(x) && smallInside(window)) {
      return one(largest(window.slices(largest(window.slices(x, 0, 2)), 1, 3)));
    }
    if (plain && !indices) {
      boolean ceil = call.attributes().integer("ceil_mode", 0) == 1;
      return one(
          torch.max_pool2d(
              x, window.kernel(), window.stride(), window.begin(), window.dilation(), ceil));
    }
    Tensor covered = window.cover(x, Double.NEGATIVE_INFINITY);
    T_TensorTensor_T pooled = pool(covered, window);
    Tensor maxima = pooled.get0();
    return indices
        ? new Tensor[] {maxima, flatIndices(call, pooled.get1(), covered, window)}
        : one(maxima);
  }

  /**
   * Whether the largest along rows and then along columns is found sooner: of six channels side by
   * side in a quarter of the time. Not where a gradient is asked for, which would be shared out
   * among equal maxima.
   */
  private static boolean fewChannels(Tensor x) {
    return x.size(1) > 1
        && x.size(1) % VECTOR != 0
        && !x.requires_grad()
        && x.is_contiguous(torch.MemoryFormat.ChannelsLast);
  }

  private static boolean smallInside(SpatialWindow window) {
    return Arrays.stream(window.kernel()).allMatch(extent -> extent <= SMALL) && window.inside();
  }

  private static Tensor largest(List<Tensor> slices) {
    return slices.stream().reduce(torch::maximum).orElseThrow();
  }

  private static T_TensorTensor_T pool(Tensor x, SpatialWindow window) {
    long[] none = new long[window.axes()];
    return switch (window.axes()) {
      case 1 ->
          torch.max_pool1d_with_indices(
              x, window.kernel(), window.stride(), none, window.dilation(), false);
      case 2 ->
          torch.max_pool2d_with_indices(
              x, window.kernel(), window.stride(), none, window.dilation(), false);
      default ->
          torch.max_pool3d_with_indices(
              x, window.kernel(), window.stride(), none, window.dilation(), false);
    };
  }

  /**
   * From positions in one padded plane to positions in the whole input, which is flattened in
   * row-major order, or within a plane in column-major order if {@code storage_order} is 1.
   */
  private static Tensor flatIndices(
      OperatorCall call, Tensor local, Tensor covered, SpatialWindow window) {
    boolean columns = call.attributes().integer("storage_order", 0) == 1;
    int axes = window.axes();
    long[] strides = new long[axes];
    long plane = 1;
    for (int i = 0; i < axes; i++) {
      int axis = columns ? i : axes - 1 - i;
      strides[axis] = plane;
      plane *= window.input()[axis];
    }
    Tensor flat = torch.zeros_like(local);
    Tensor rest = local;
    for (int i = axes - 1; i >= 0; i--) {
      Scalar extent = new Scalar(covered.size(2 + i));
      Tensor coordinate = torch.remainder(rest, extent).sub(new Scalar(window.begin()[i]));
      flat = flat.add(coordinate.mul(new Scalar(strides[i])));
      rest = torch.floor_divide(rest, extent);
    }
    long[] shape = shape(local);
    long[] planes = SpatialWindow.filled(shape.length, 1);
    planes[0] = shape[0];
    planes[1] = shape[1];
    Tensor offset =
        torch
            .arange(new Scalar(shape[0] * shape[1]), local.options())
            .mul(new Scalar(plane))
            .reshape(planes);
    return flat.add(offset);
  }

  /** Puts each value where the indices say, zeros elsewhere. */
  static Tensor[] unpool(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor indices = call.in(1).to(ScalarType.Long);
    Attributes a = call.attributes();
    long[] shape = shape(x);
    int axes = shape.length - 2;
    long[] kernel = a.integers("kernel_shape");
    long[] stride = a.integers("strides", SpatialWindow.filled(axes, 1));
    long[] pads = a.integers("pads", new long[2 * axes]);
    if (kernel.length != axes || stride.length != axes || pads.length != 2 * axes) {
      throw call.fail("expected a window of " + axes + " extents with steps and pads");
    }
    long[] inferred = shape.clone();
    for (int i = 0; i < axes; i++) {
      inferred[2 + i] = (shape[2 + i] - 1) * stride[i] + kernel[i] - pads[i] - pads[axes + i];
    }
    long[] result = call.has(2) ? call.longs(2) : inferred;
    // The indices count in the shape that the pooling had seen.
    long[] from = call.has(2) && Arrays.equals(result, inferred) ? result : inferred;
    Tensor flat =
        torch
            .zeros(new long[] {product(from)}, x.options())
            .scatter(0, indices.reshape(-1), x.reshape(-1));
    long[] behind = new long[axes];
    for (int i = 0; i < axes; i++) {
      behind[i] = result[2 + i] - from[2 + i];
    }
    return one(SpatialWindow.pad(flat.reshape(from), new long[axes], behind, 0));
  }

  private static long product(long[] extents) {
    return Arrays.stream(extents).reduce(1, Math::multiplyExact);
  }
}
