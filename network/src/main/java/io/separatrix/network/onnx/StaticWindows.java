package io.separatrix.network.onnx;

import io.separatrix.network.Attributes;
import io.separatrix.network.ValueInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shapes of convolutions and poolings. */
final class StaticWindows {

  private StaticWindows() {}

  /**
   * @param x shape of the input, N x C x spatial axes
   * @param weight shape of a convolution's weights; null for a pooling, or if it is not known
   */
  static long @Nullable [] of(Attributes a, long[] x, long @Nullable [] weight) {
    int axes = x.length - 2;
    if (axes < 1) {
      return null;
    }
    long[] shape = new long[x.length];
    Arrays.fill(shape, ValueInfo.UNKNOWN);
    shape[1] = weight == null ? x[1] : weight.length == 0 ? ValueInfo.UNKNOWN : weight[0];
    long[] ones = new long[axes];
    Arrays.fill(ones, 1);
    long[] own =
        weight != null && weight.length == x.length
            ? Arrays.copyOfRange(weight, 2, weight.length)
            : new long[0];
    long[] kernel = a.integers("kernel_shape", own);
    long[] stride = a.integers("strides", ones);
    long[] dilation = a.integers("dilations", ones);
    long[] pads = a.integers("pads", new long[2 * axes]);
    boolean plain =
        a.text("auto_pad", "NOTSET").equals("NOTSET")
            && a.integer("ceil_mode", 0) == 0
            && kernel.length == axes
            && stride.length == axes
            && dilation.length == axes
            && pads.length == 2 * axes
            && Arrays.stream(stride).allMatch(step -> step > 0);
    for (int i = 0; plain && i < axes; i++) {
      if (x[2 + i] != ValueInfo.UNKNOWN) {
        long reach = (kernel[i] - 1) * dilation[i] + 1;
        long room = x[2 + i] + pads[i] + pads[axes + i] - reach;
        shape[2 + i] = Math.floorDiv(room, stride[i]) + 1;
      }
    }
    return shape;
  }
}
