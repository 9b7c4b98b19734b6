package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** Padding and cropping. */
final class PaddingOperators {

  private PaddingOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Pad", PaddingOperators::pad);
    operators.put("CenterCropPad", PaddingOperators::center);
  }

  private static Tensor[] pad(OperatorCall call) {
    Tensor x = call.in(0);
    Attributes a = call.attributes();
    int rank = (int) x.dim();
    boolean inputs = call.opset() >= 11;
    long[] pads = inputs ? call.longs(1) : a.integers(a.has("pads") ? "pads" : "paddings");
    double value = inputs ? 0 : a.number("value", 0);
    if (inputs && call.has(2) && call.in(2).numel() > 0) {
      value = call.doubles(2)[0];
    }
    long[] axes = call.has(3) ? call.axes(call.longs(3), rank) : range(rank);
    if (pads.length != 2 * axes.length) {
      throw call.fail("expected " + 2 * axes.length + " pads, found " + pads.length);
    }
    long[] begin = new long[rank];
    long[] end = new long[rank];
    long[] padded = shape(x);
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) axes[i];
      begin[axis] = pads[i];
      end[axis] = pads[axes.length + i];
      padded[axis] = sum(call, padded[axis], begin[axis], end[axis]);
    }
    Extents.check(call, padded);
    String mode = a.text("mode", "constant");
    if (mode.equals("constant")) {
      return one(SpatialWindow.pad(x, begin, end, value));
    }
    Tensor y = x;
    for (int axis = 0; axis < rank; axis++) {
      if (begin[axis] != 0 || end[axis] != 0) {
        long[] from = sources(call, mode, x.size(axis), begin[axis], end[axis]);
        y = y.index_select(axis, SelectionOperators.indices(from, x));
      }
    }
    return one(y);
  }

  private static long sum(OperatorCall call, long extent, long begin, long end) {
    try {
      return Math.addExact(extent, Math.addExact(begin, end));
    } catch (ArithmeticException e) {
      throw call.fail("the padding overflows");
    }
  }

  private static long[] range(int rank) {
    return LongStream.range(0, rank).toArray();
  }

  /** For each position of the padded axis the position that it copies. */
  private static long[] sources(OperatorCall call, String mode, long size, long begin, long end) {
    if (size == 0) {
      throw call.fail("an axis without elements has nothing to pad with");
    }
    return LongStream.range(-begin, size + end)
        .map(
            i ->
                switch (mode) {
                  case "edge" -> Math.max(0, Math.min(i, size - 1));
                  case "wrap" -> Math.floorMod(i, size);
                  case "reflect" -> reflected(i, size);
                  default -> throw call.fail("unknown mode " + mode);
                })
        .toArray();
  }

  private static long reflected(long i, long size) {
    if (size == 1) {
      return 0;
    }
    long period = 2 * (size - 1);
    long position = Math.floorMod(i, period);
    return position < size ? position : period - position;
  }

  /** Crops or pads each axis around its centre. */
  private static Tensor[] center(OperatorCall call) {
    Tensor x = call.in(0);
    int rank = (int) x.dim();
    long[] wanted = call.longs(1);
    long[] axes = call.axes(call.attributes().integers("axes", range(rank)), rank);
    if (axes.length != wanted.length) {
      throw call.fail("expected an extent for each of the axes " + Arrays.toString(axes));
    }
    long[] begin = new long[rank];
    long[] end = new long[rank];
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) axes[i];
      long missing = wanted[i] - x.size(axis);
      // The odd element is cut off, or added, behind.
      begin[axis] = missing < 0 ? -(-missing / 2) : missing / 2;
      end[axis] = missing - begin[axis];
    }
    Extents.check(call, wanted);
    return one(SpatialWindow.pad(x, begin, end, 0));
  }
}
