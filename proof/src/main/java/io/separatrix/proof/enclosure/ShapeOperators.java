package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operators that move values about, of values and of constants alike. */
final class ShapeOperators {

  private ShapeOperators() {}

  /** How an operator moves the elements of an array. */
  private interface Movement {
    Tensor of(Tensor elements);
  }

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("Identity", call -> moved(call, t -> t));
    translations.put("Dropout", call -> moved(call, t -> t));
    translations.put("Cast", ShapeOperators::cast);
    translations.put("Flatten", call -> moved(call, t -> flattened(call, t)));
    translations.put("Reshape", call -> moved(call, t -> reshaped(call, t)));
    translations.put("Squeeze", call -> moved(call, t -> squeezed(call, t)));
    translations.put("Unsqueeze", call -> moved(call, t -> unsqueezed(call, t)));
    translations.put("Transpose", call -> moved(call, t -> transposed(call, t)));
    translations.put("Slice", call -> moved(call, t -> sliced(call, t)));
    translations.put("Gather", call -> moved(call, t -> gathered(call, t)));
    translations.put("Pad", ShapeOperators::padded);
    translations.put("Split", ShapeOperators::split);
    translations.put("Concat", ShapeOperators::concatenated);
    translations.put("Shape", ShapeOperators::shape);
  }

  private static void moved(NodeCall call, Movement movement) {
    if (call.isConstant(0)) {
      call.result(0, movement.of(call.constant(0)));
    } else {
      call.result(moved(call, call.value(0), movement));
    }
  }

  private static Value moved(NodeCall call, Value x, Movement movement) {
    Tensor indices = Tensor.indices(x.shape());
    Tensor moved = movement.of(indices);
    return Arrays.equals(moved.data(), indices.data()) && Arrays.equals(moved.shape(), x.shape())
        ? x
        : call.moved(x, moved, 0);
  }

  /** Numbers of the image are real here, whatever type they have. */
  private static void cast(NodeCall call) {
    long to = call.attributes().integer("to", 1);
    boolean floating = to == 1 || to == 10 || to == 11 || to == 16;
    if (!call.isConstant(0) && !floating) {
      throw call.fail("there is no rule for a cast to integers");
    }
    moved(call, t -> t);
  }

  private static Tensor flattened(NodeCall call, Tensor t) {
    int axis = Math.toIntExact(call.attributes().integer("axis", 1));
    axis = axis < 0 ? axis + t.rank() : axis;
    int rows = Windows.volume(Arrays.copyOf(t.shape(), axis));
    return t.reshaped(rows, rows == 0 ? 0 : t.data().length / rows);
  }

  private static Tensor reshaped(NodeCall call, Tensor t) {
    int[] shape = call.integers("shape", 1);
    if (shape == null) {
      throw call.fail("expected a shape");
    }
    shape = shape.clone();
    int rest = -1;
    int known = 1;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0 && call.attributes().integer("allowzero", 0) == 0) {
        shape[i] = t.shape()[i];
      }
      if (shape[i] < 0) {
        rest = i;
      } else {
        known *= shape[i];
      }
    }
    if (rest >= 0) {
      shape[rest] = known == 0 ? 0 : t.data().length / known;
    }
    return t.reshaped(shape);
  }

  private static Tensor squeezed(NodeCall call, Tensor t) {
    int[] axes = call.integers("axes", 1);
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < t.rank(); i++) {
      int axis = i;
      boolean gone =
          axes == null
              ? t.shape()[i] == 1 && i > 0
              : Arrays.stream(axes).anyMatch(a -> call.axis(a, t.rank()) == axis);
      if (!gone) {
        shape.add(t.shape()[i]);
      }
    }
    return t.reshaped(shape.stream().mapToInt(i -> i).toArray());
  }

  private static Tensor unsqueezed(NodeCall call, Tensor t) {
    int[] axes = call.integers("axes", 1);
    if (axes == null) {
      throw call.fail("expected axes");
    }
    int rank = t.rank() + axes.length;
    int[] shape = new int[rank];
    for (int axis : axes) {
      shape[call.axis(axis, rank)] = 1;
    }
    int at = 0;
    for (int i = 0; i < rank; i++) {
      shape[i] = shape[i] == 1 ? 1 : t.shape()[at++];
    }
    return t.reshaped(shape);
  }

  private static Tensor transposed(NodeCall call, Tensor t) {
    int[] order = new int[t.rank()];
    long[] given = call.attributes().integers("perm");
    for (int i = 0; i < order.length; i++) {
      order[i] = given.length == 0 ? order.length - 1 - i : call.axis(given[i], order.length);
    }
    return t.transposed(order);
  }

  private static Tensor sliced(NodeCall call, Tensor t) {
    int[] starts = call.integers("starts", 1);
    int[] ends = call.integers("ends", 2);
    int[] axes = call.integers("axes", 3);
    int[] steps = call.has(4) ? call.constant(4).ints() : null;
    if (starts == null || ends == null) {
      throw call.fail("expected starts and ends");
    }
    Tensor sliced = t;
    for (int i = 0; i < starts.length; i++) {
      int axis = axes == null ? i : call.axis(axes[i], t.rank());
      int extent = t.shape()[axis];
      int step = steps == null ? 1 : steps[i];
      int low = step > 0 ? 0 : -1;
      int high = step > 0 ? extent : extent - 1;
      int start = Math.max(step > 0 ? 0 : -1, Math.min(high, wrapped(starts[i], extent)));
      int end = Math.max(low, Math.min(extent, wrapped(ends[i], extent)));
      int count = Math.max(0, Math.floorDiv(end - start + step - (step > 0 ? 1 : -1), step));
      sliced = sliced.along(axis, count, place -> start + place * step, 0);
    }
    return sliced;
  }

  private static int wrapped(int place, int extent) {
    return place < 0 ? (int) Math.max((long) place + extent, -1) : place;
  }

  private static Tensor gathered(NodeCall call, Tensor t) {
    Tensor which = call.constant(1);
    int axis = call.axis(call.attributes().integer("axis", 0), t.rank());
    int[] places = which.ints();
    int extent = t.shape()[axis];
    Tensor gathered =
        t.along(axis, places.length, i -> places[i] < 0 ? places[i] + extent : places[i], 0);
    int[] shape = new int[t.rank() - 1 + which.rank()];
    System.arraycopy(t.shape(), 0, shape, 0, axis);
    System.arraycopy(which.shape(), 0, shape, axis, which.rank());
    System.arraycopy(t.shape(), axis + 1, shape, axis + which.rank(), t.rank() - axis - 1);
    return gathered.reshaped(shape);
  }

  private static void padded(NodeCall call) {
    int[] pads = call.integers("pads", 1);
    if (pads == null) {
      throw call.fail("expected pads");
    }
    String mode = call.attributes().text("mode", "constant");
    double filler = call.has(2) ? call.constant(2).data()[0] : call.attributes().number("value", 0);
    int[] axes = call.has(3) ? call.constant(3).ints() : null;
    Value x = call.value(0);
    Tensor indices = Tensor.indices(x.shape());
    int padded = pads.length / 2;
    for (int i = 0; i < padded; i++) {
      int axis = axes == null ? i : call.axis(axes[i], x.shape().length);
      int before = pads[i];
      int extent = x.shape()[axis];
      int count = before + extent + pads[padded + i];
      indices = indices.along(axis, count, at -> place(at - before, extent, mode), -1);
    }
    call.result(call.moved(x, indices, filler));
  }

  private static int place(int at, int extent, String mode) {
    if (at >= 0 && at < extent) {
      return at;
    }
    return switch (mode) {
      case "constant" -> -1;
      case "edge" -> at < 0 ? 0 : extent - 1;
      case "reflect" -> at < 0 ? -at : 2 * (extent - 1) - at;
      case "wrap" -> Math.floorMod(at, extent);
      default -> throw new UnsupportedNetworkException("there is no rule for the padding " + mode);
    };
  }

  private static void split(NodeCall call) {
    Value x = call.value(0);
    int axis = call.axis(call.attributes().integer("axis", 0), x.shape().length);
    int extent = x.shape()[axis];
    int[] sizes = call.integers("split", 1);
    int outputs = call.node().outputs().size();
    int from = 0;
    for (int i = 0; i < outputs; i++) {
      int even = (extent + outputs - 1) / outputs;
      int size = sizes == null ? Math.min(even, extent - from) : sizes[i];
      int start = from;
      call.result(i, moved(call, x, t -> t.along(axis, size, at -> start + at, 0)));
      from += size;
    }
  }

  private static void concatenated(NodeCall call) {
    boolean constants = true;
    for (int i = 0; i < call.inputs(); i++) {
      constants &= call.isConstant(i);
    }
    List<Value> operands = new ArrayList<>();
    Tensor from = null;
    Tensor which = null;
    int axis = 0;
    for (int i = 0; i < call.inputs(); i++) {
      Tensor part;
      if (constants) {
        part = call.constant(i);
      } else {
        part = Tensor.indices(call.value(i).shape());
        operands.add(call.value(i));
      }
      axis = call.axis(call.attributes().integer("axis", 1), part.rank());
      double[] number = new double[part.data().length];
      Arrays.fill(number, i);
      Tensor of = new Tensor(part.shape(), number);
      from = from == null ? part : joined(from, part, axis);
      which = which == null ? of : joined(which, of, axis);
    }
    if (from == null || which == null) {
      throw call.fail("expected operands");
    }
    if (constants) {
      call.result(0, from);
    } else {
      call.result(call.moved(operands, from, which, 0));
    }
  }

  private static Tensor joined(Tensor left, Tensor right, int axis) {
    int first = left.shape()[axis];
    int count = first + right.shape()[axis];
    Tensor wide = left.along(axis, count, at -> at < first ? at : -1, 0);
    Tensor behind = right.along(axis, count, at -> at < first ? -1 : at - first, 0);
    double[] sum = new double[wide.data().length];
    Arrays.setAll(sum, i -> wide.data()[i] + behind.data()[i]);
    return new Tensor(wide.shape(), sum);
  }

  private static void shape(NodeCall call) {
    int[] shape = call.isConstant(0) ? call.constant(0).shape() : call.value(0).shape();
    call.result(0, Tensor.of(Arrays.stream(shape).asDoubleStream().toArray()));
  }
}
