package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that rearrange, repeat or describe a tensor's axes. */
final class ShapeOperators {

  private ShapeOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Reshape", ShapeOperators::reshape);
    operators.put("Flatten", ShapeOperators::flatten);
    operators.put("Transpose", ShapeOperators::transpose);
    operators.put("Squeeze", ShapeOperators::squeeze);
    operators.put("Unsqueeze", ShapeOperators::unsqueeze);
    operators.put("Expand", ShapeOperators::expand);
    operators.put("Tile", ShapeOperators::tile);
    operators.put("Shape", ShapeOperators::shapeOf);
    operators.put("Size", call -> one(integers(call.in(0), call.in(0).numel()).reshape()));
    operators.put("DepthToSpace", ShapeOperators::depthToSpace);
    operators.put("SpaceToDepth", ShapeOperators::spaceToDepth);
    operators.put("Cast", ShapeOperators::cast);
    operators.put("BitCast", ShapeOperators::reinterpret);
    operators.put("CastLike", call -> one(call.in(0).to(call.in(1).scalar_type())));
  }

  /** Integers on the device of another tensor. */
  private static Tensor integers(Tensor where, long... values) {
    return torch.tensor(values).to(where.device(), ScalarType.Long);
  }

  private static Tensor[] reshape(OperatorCall call) {
    Tensor x = call.in(0);
    long[] target = requireNonNull(call.integers("shape", 1), "shape").clone();
    boolean copyZeros = call.attributes().integer("allowzero", 0) == 0;
    long known = 1;
    int open = -1;
    for (int i = 0; i < target.length; i++) {
      if (target[i] == 0 && copyZeros) {
        if (i >= x.dim()) {
          throw call.fail("no axis " + i + " to copy from " + Arrays.toString(shape(x)));
        }
        target[i] = x.size(i);
      }
      if (target[i] == -1 && open < 0) {
        open = i;
      } else if (target[i] < 0) {
        throw call.fail("expected at most one open extent, found " + Arrays.toString(target));
      } else {
        known = product(call, known, target[i]);
      }
    }
    boolean fits = open < 0 ? known == x.numel() : known > 0 && x.numel() % known == 0;
    if (!fits && !(open >= 0 && known == 0 && x.numel() == 0)) {
      throw call.fail(Arrays.toString(shape(x)) + " does not fit into " + Arrays.toString(target));
    }
    if (open >= 0) {
      target[open] = known == 0 ? 0 : x.numel() / known;
    }
    return one(x.reshape(target));
  }

  private static long product(OperatorCall call, long a, long b) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw call.fail("the extents overflow");
    }
  }

  private static Tensor[] flatten(OperatorCall call) {
    Tensor x = call.in(0);
    long[] shape = shape(x);
    long given = call.attributes().integer("axis", 1);
    int axis = given == shape.length ? shape.length : call.axis(given, shape.length);
    long rows = Arrays.stream(shape, 0, axis).reduce(1, (a, b) -> a * b);
    long columns = Arrays.stream(shape, axis, shape.length).reduce(1, (a, b) -> a * b);
    return one(x.reshape(rows, columns));
  }

  private static Tensor[] transpose(OperatorCall call) {
    Tensor x = call.in(0);
    int rank = (int) x.dim();
    long[] reversed = new long[rank];
    for (int i = 0; i < rank; i++) {
      reversed[i] = rank - 1L - i;
    }
    long[] axes = call.attributes().integers("perm", reversed);
    long[] sorted = call.axes(axes, rank);
    Arrays.sort(sorted);
    for (int i = 0; i < rank; i++) {
      if (axes.length != rank || sorted[i] != i) {
        throw call.fail("expected an order of " + rank + " axes, found " + Arrays.toString(axes));
      }
    }
    return one(x.permute(axes));
  }

  private static Tensor[] squeeze(OperatorCall call) {
    Tensor x = call.in(0);
    long[] axes = call.integers("axes", 1);
    if (axes == null) {
      return one(x.squeeze());
    }
    long[] sorted = call.axes(axes, x.dim());
    Arrays.sort(sorted);
    Tensor y = x;
    for (int i = sorted.length - 1; i >= 0; i--) {
      if (x.size(sorted[i]) != 1) {
        throw call.fail("axis " + sorted[i] + " has " + x.size(sorted[i]) + " elements, not 1");
      }
      y = y.squeeze(sorted[i]);
    }
    return one(y);
  }

  private static Tensor[] unsqueeze(OperatorCall call) {
    Tensor x = call.in(0);
    long[] axes = requireNonNull(call.integers("axes", 1), "axes");
    long[] sorted = call.axes(axes, x.dim() + axes.length);
    Arrays.sort(sorted);
    Tensor y = x;
    for (long axis : sorted) {
      y = y.unsqueeze(axis);
    }
    return one(y);
  }

  /** Broadcasts to a shape; extents of 1 in it leave those of the tensor. */
  private static Tensor[] expand(OperatorCall call) {
    Tensor x = call.in(0);
    long[] shape = shape(x);
    long[] target = call.longs(1);
    int rank = Math.max(shape.length, target.length);
    long[] extents = new long[rank];
    for (int i = 0; i < rank; i++) {
      long own = i < rank - shape.length ? 1 : shape[i - rank + shape.length];
      long wanted = i < rank - target.length ? 1 : target[i - rank + target.length];
      if ((own != 1 && wanted != 1 && own != wanted) || wanted < 0) {
        throw call.fail(
            Arrays.toString(shape) + " does not broadcast to " + Arrays.toString(target));
      }
      extents[i] = own == 1 ? wanted : own;
    }
    Extents.check(call, extents);
    return one(x.expand(extents));
  }

  private static Tensor[] tile(OperatorCall call) {
    Tensor x = call.in(0);
    long[] repeats = call.longs(1);
    long[] shape = shape(x);
    if (repeats.length != shape.length) {
      throw call.fail("expected " + shape.length + " repeats, found " + repeats.length);
    }
    long[] extents = shape.clone();
    for (int i = 0; i < repeats.length; i++) {
      if (repeats[i] < 0) {
        throw call.fail("expected repeats of at least 0, found " + repeats[i]);
      }
      extents[i] = product(call, shape[i], repeats[i]);
    }
    Extents.check(call, extents);
    return one(x.repeat(repeats));
  }

  private static Tensor[] shapeOf(OperatorCall call) {
    long[] shape = shape(call.in(0));
    int start = bound(call.attributes().integer("start", 0), shape.length);
    int end = bound(call.attributes().integer("end", shape.length), shape.length);
    return one(integers(call.in(0), Arrays.copyOfRange(shape, start, Math.max(start, end))));
  }

  private static int bound(long index, int length) {
    return (int) Math.max(0, Math.min(index < 0 ? index + length : index, length));
  }

  private static long blockSize(OperatorCall call, Tensor x) {
    long block = call.attributes().integer("blocksize", 1);
    if (x.dim() != 4 || block < 1 || block > 1 << 15) {
      throw call.fail("expected N x C x H x W and a block of at least 1, found " + block);
    }
    return block;
  }

  private static Tensor[] depthToSpace(OperatorCall call) {
    Tensor x = call.in(0);
    long b = blockSize(call, x);
    long[] s = shape(x);
    if (s[1] % (b * b) != 0) {
      throw call.fail("channels " + s[1] + " are no multiple of " + b * b);
    }
    long depth = s[1] / (b * b);
    Tensor y =
        call.attributes().text("mode", "DCR").equals("CRD")
            ? x.reshape(s[0], depth, b, b, s[2], s[3]).permute(0, 1, 4, 2, 5, 3)
            : x.reshape(s[0], b, b, depth, s[2], s[3]).permute(0, 3, 4, 1, 5, 2);
    return one(y.reshape(s[0], depth, s[2] * b, s[3] * b));
  }

  private static Tensor[] spaceToDepth(OperatorCall call) {
    Tensor x = call.in(0);
    long b = blockSize(call, x);
    long[] s = shape(x);
    if (s[2] % b != 0 || s[3] % b != 0) {
      throw call.fail("an image of " + s[2] + " x " + s[3] + " has no whole blocks of " + b);
    }
    Tensor y = x.reshape(s[0], s[1], s[2] / b, b, s[3] / b, b).permute(0, 3, 5, 1, 2, 4);
    return one(y.reshape(s[0], s[1] * b * b, s[2] / b, s[3] / b));
  }

  private static Tensor[] cast(OperatorCall call) {
    Tensor x = call.in(0);
    ScalarType type = ScalarTypes.ofOnnx(call, call.attributes().integer("to", 0));
    return one(x.to(call.computed(type)));
  }

  /** The same bits as numbers of another type of the same size; no derivative goes through. */
  private static Tensor[] reinterpret(OperatorCall call) {
    Tensor x = call.in(0);
    ScalarType type = ScalarTypes.ofOnnx(call, call.attributes().integer("to", 0));
    if (call.setting().floating() != null && (floating(x) || torch.isFloatingType(type))) {
      throw call.fail(
          "expected integers in a classifier, found the bits of floating-point numbers");
    }
    Tensor y = x.detach().contiguous().view(type);
    if (y.numel() != x.numel()) {
      throw call.fail("expected a type as wide as " + x.scalar_type().intern() + ", found " + type);
    }
    return one(y);
  }
}
