package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that join tensors, take parts of them or pick elements by index. */
final class SelectionOperators {

  private SelectionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Concat", SelectionOperators::concat);
    operators.put("Split", SelectionOperators::split);
    operators.put("Slice", SelectionOperators::slice);
    operators.put("Gather", SelectionOperators::gather);
    operators.put("GatherElements", SelectionOperators::gatherElements);
    operators.put("GatherND", SelectionOperators::gatherMany);
    operators.put("Compress", SelectionOperators::compress);
    operators.put("NonZero", call -> one(torch.nonzero(call.in(0)).t()));
    operators.put("TopK", SelectionOperators::top);
    operators.put("Trilu", SelectionOperators::triangle);
    operators.put("ReverseSequence", SelectionOperators::reverse);
  }

  /**
   * A model exported for one image may join a constant to it (the class token of a transformer) as
   * if both had a batch of one; for more images the constant is the same for each.
   */
  private static Tensor[] concat(OperatorCall call) {
    int axis = call.axis("axis", 1, call.in(0).dim());
    long batch = 1;
    for (int i = 0; i < call.inputs().length; i++) {
      batch = axis == 0 ? 1 : Math.max(batch, call.in(i).size(0));
    }
    TensorVector parts = new TensorVector();
    for (int i = 0; i < call.inputs().length; i++) {
      Tensor part = call.in(i);
      if (batch > 1 && part.size(0) == 1) {
        long[] extents = shape(part);
        extents[0] = batch;
        part = part.expand(extents);
      }
      parts.push_back(part);
    }
    return one(torch.cat(parts, axis));
  }

  private static Tensor[] split(OperatorCall call) {
    Tensor x = call.in(0);
    int axis = call.axis("axis", 0, x.dim());
    long[] sizes = call.integers("split", 1);
    if (sizes == null) {
      long parts = call.attributes().integer("num_outputs", call.node().outputs().size());
      long each = Math.floorDiv(x.size(axis) + parts - 1, parts);
      sizes = new long[(int) parts];
      Arrays.fill(sizes, each);
      sizes[sizes.length - 1] = x.size(axis) - each * (parts - 1);
    }
    if (Arrays.stream(sizes).sum() != x.size(axis)
        || Arrays.stream(sizes).anyMatch(size -> size < 0)
        || sizes.length < call.node().outputs().size()) {
      throw call.fail(
          "axis of " + x.size(axis) + " cannot be split into " + Arrays.toString(sizes));
    }
    Tensor[] parts = new Tensor[sizes.length];
    long start = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = x.narrow(axis, start, sizes[i]);
      start += sizes[i];
    }
    return parts;
  }

  private static Tensor[] slice(OperatorCall call) {
    Tensor x = call.in(0);
    Attributes a = call.attributes();
    boolean attributes = call.opset() < 10;
    long[] starts = attributes ? a.integers("starts") : call.longs(1);
    long[] ends = attributes ? a.integers("ends") : call.longs(2);
    long[] axes = call.integers("axes", 3);
    axes = axes == null ? LongStream.range(0, starts.length).toArray() : axes;
    long[] steps = call.has(4) ? call.longs(4) : SpatialWindow.filled(starts.length, 1);
    if (starts.length != ends.length
        || starts.length != axes.length
        || starts.length != steps.length) {
      throw call.fail("expected as many ends, axes and steps as the " + starts.length + " starts");
    }
    Tensor y = x;
    for (int i = 0; i < starts.length; i++) {
      y = slice(call, y, call.axis(axes[i], x.dim()), starts[i], ends[i], steps[i]);
    }
    return one(y);
  }

  /** As in Python: indices count from the end if negative, and are clamped. */
  private static Tensor slice(
      OperatorCall call, Tensor x, int axis, long start, long end, long step) {
    long size = x.size(axis);
    long from = start < 0 ? start + size : start;
    // The least number stands for "up to the first" with a negative step; it must not wrap.
    long to = end < 0 ? Math.max(end, -size - 1) + size : end;
    if (step > 0) {
      from = Math.max(0, Math.min(from, size));
      to = Math.max(from, Math.min(to, size));
      return x.slice(axis, new LongOptional(from), new LongOptional(to), Math.min(step, size + 1));
    }
    if (step == 0) {
      throw call.fail("expected a step other than 0");
    }
    from = Math.max(-1, Math.min(from, size - 1));
    to = Math.max(-1, Math.min(to, size - 1));
    long back = Math.max(step, -size - 1);
    long count = from > to ? (from - to - 1) / -back + 1 : 0;
    long first = from;
    long[] indices = LongStream.range(0, count).map(i -> first + i * back).toArray();
    return x.index_select(axis, indices(indices, x));
  }

  /** Indices on the device of a tensor. */
  static Tensor indices(long[] values, Tensor where) {
    return torch.tensor(values).to(where.device(), ScalarType.Long);
  }

  /** Indices where negative ones counted from the end of an axis. */
  static Tensor fromFront(Tensor indices, long size) {
    Tensor wide = indices.to(ScalarType.Long);
    return torch.where(wide.lt(new Scalar(0L)), wide.add(new Scalar(size)), wide);
  }

  private static Tensor[] gather(OperatorCall call) {
    Tensor x = call.in(0);
    int axis = call.axis("axis", 0, x.dim());
    Tensor indices = fromFront(call.in(1), x.size(axis));
    Tensor picked = x.index_select(axis, indices.reshape(-1));
    long[] shape = shape(x);
    long[] at = shape(indices);
    long[] result = new long[shape.length - 1 + at.length];
    System.arraycopy(shape, 0, result, 0, axis);
    System.arraycopy(at, 0, result, axis, at.length);
    System.arraycopy(shape, axis + 1, result, axis + at.length, shape.length - axis - 1);
    return one(picked.reshape(result));
  }

  private static Tensor[] gatherElements(OperatorCall call) {
    Tensor x = call.in(0);
    int axis = call.axis("axis", 0, x.dim());
    return one(x.gather(axis, fromFront(call.in(1), x.size(axis))));
  }

  private static Tensor[] gatherMany(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor indices = call.in(1);
    int batch = (int) call.attributes().integer("batch_dims", 0);
    long[] shape = shape(x);
    long[] at = shape(indices);
    int depth = (int) at[at.length - 1];
    if (batch < 0 || batch + depth > shape.length || batch >= at.length) {
      throw call.fail("indices of " + depth + " do not fit " + Arrays.toString(shape));
    }
    int inner = batch + depth;
    Tensor flat = flatIndices(indices, shape, batch);
    long[] rest = Arrays.copyOfRange(shape, inner, shape.length);
    long rows = Arrays.stream(shape, 0, inner).reduce(1, (a, b) -> a * b);
    Tensor picked = x.reshape(joined(new long[] {rows}, rest)).index_select(0, flat.reshape(-1));
    return one(picked.reshape(joined(Arrays.copyOf(at, at.length - 1), rest)));
  }

  /**
   * From tuples of indices, the last axis of {@code indices}, into the axes behind the batch to
   * positions in all these axes flattened.
   */
  static Tensor flatIndices(Tensor indices, long[] shape, int batch) {
    int depth = (int) indices.size(indices.dim() - 1);
    Tensor flat = indices.select(-1, 0).to(ScalarType.Long).mul(new Scalar(0L));
    for (int i = 0; i < batch; i++) {
      long[] along = SpatialWindow.filled((int) indices.dim() - 1, 1);
      along[i] = -1;
      long[] range = LongStream.range(0, shape[i]).toArray();
      flat = flat.mul(new Scalar(shape[i])).add(indices(range, indices).reshape(along));
    }
    for (int i = 0; i < depth; i++) {
      long size = shape[batch + i];
      flat = flat.mul(new Scalar(size)).add(fromFront(indices.select(-1, i), size));
    }
    return flat;
  }

  static long[] joined(long[] a, long[] b) {
    return LongStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private static Tensor[] compress(OperatorCall call) {
    boolean flatten = !call.attributes().has("axis");
    Tensor x = flatten ? call.in(0).reshape(-1) : call.in(0);
    int axis = flatten ? 0 : call.axis("axis", 0, x.dim());
    Tensor chosen = torch.nonzero(call.in(1)).reshape(-1);
    return one(x.index_select(axis, chosen));
  }

  private static Tensor[] top(OperatorCall call) {
    Tensor x = call.in(0);
    Attributes a = call.attributes();
    long axis = call.axis("axis", -1, x.dim());
    long k = call.has(1) ? call.longs(1)[0] : a.integer("k", 1);
    boolean largest = a.integer("largest", 1) == 1;
    // A stable sort: of equal elements the one with the lower index comes first.
    T_TensorTensor_T sorted = x.sort(new org.bytedeco.pytorch.BoolOptional(true), axis, largest);
    return new Tensor[] {sorted.get0().narrow(axis, 0, k), sorted.get1().narrow(axis, 0, k)};
  }

  private static Tensor[] triangle(OperatorCall call) {
    long diagonal = call.has(1) ? call.longs(1)[0] : 0;
    Tensor x = call.in(0);
    return one(
        call.attributes().integer("upper", 1) == 1
            ? torch.triu(x, diagonal)
            : torch.tril(x, diagonal));
  }

  private static Tensor[] reverse(OperatorCall call) {
    Tensor x = call.in(0);
    long[] lengths = call.longs(1);
    long batchAxis = call.attributes().integer("batch_axis", 1);
    long timeAxis = call.attributes().integer("time_axis", 0);
    TensorVector parts = new TensorVector();
    for (int i = 0; i < lengths.length; i++) {
      long length = lengths[i];
      long[] order =
          LongStream.range(0, x.size(timeAxis)).map(t -> t < length ? length - 1 - t : t).toArray();
      parts.push_back(x.narrow(batchAxis, i, 1).index_select(timeAxis, indices(order, x)));
    }
    return one(torch.cat(parts, batchAxis));
  }
}
