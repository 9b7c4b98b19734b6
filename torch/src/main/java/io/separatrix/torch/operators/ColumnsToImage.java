package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Adds columns of blocks up to an image: a transposed convolution whose kernel copies each element
 * of a block to its place.
 */
final class ColumnsToImage {

  private ColumnsToImage() {}

  static Tensor[] apply(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor columns = call.in(0);
    long[] image = call.longs(1);
    long[] block = call.longs(2);
    int axes = image.length;
    long[] stride = a.integers("strides", SpatialWindow.filled(axes, 1));
    long[] dilation = a.integers("dilations", SpatialWindow.filled(axes, 1));
    long[] pads = a.integers("pads", new long[2 * axes]);
    long elements = Arrays.stream(block).reduce(1, Math::multiplyExact);
    Extents.check(call, elements, elements);
    long channels = columns.size(1) / elements;
    long[] positions = new long[axes + 2];
    positions[0] = columns.size(0);
    positions[1] = columns.size(1);
    long[] begin = new long[axes];
    long[] end = new long[axes];
    for (int i = 0; i < axes; i++) {
      long padded = image[i] + pads[i] + pads[axes + i];
      long reach = (block[i] - 1) * dilation[i] + 1;
      positions[2 + i] = (padded - reach) / stride[i] + 1;
      begin[i] = -pads[i];
      end[i] = image[i] + pads[i] - ((positions[2 + i] - 1) * stride[i] + reach);
    }
    long[] kernel = new long[axes + 2];
    kernel[0] = elements;
    kernel[1] = 1;
    System.arraycopy(block, 0, kernel, 2, axes);
    Tensor copies =
        torch.eye(elements, columns.options()).reshape(kernel).repeat(repeats(channels, axes));
    Tensor sums =
        torch.convolution(
            columns.reshape(positions),
            copies,
            new TensorOptional(),
            stride,
            new long[axes],
            dilation,
            true,
            new long[axes],
            channels);
    return one(SpatialWindow.pad(sums, begin, end, 0));
  }

  private static long[] repeats(long channels, int axes) {
    long[] repeats = SpatialWindow.filled(axes + 2, 1);
    repeats[0] = channels;
    return repeats;
  }
}
