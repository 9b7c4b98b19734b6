package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.bool;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that write elements at given indices. */
final class ScatterOperators {

  private ScatterOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Scatter", ScatterOperators::elements);
    operators.put("ScatterElements", ScatterOperators::elements);
    operators.put("ScatterND", ScatterOperators::slices);
    operators.put("OneHot", ScatterOperators::oneHot);
  }

  private static Tensor[] elements(OperatorCall call) {
    Tensor x = call.in(0);
    int axis = call.axis("axis", 0, x.dim());
    Tensor indices = SelectionOperators.fromFront(call.in(1), x.size(axis));
    return one(scatter(call, x, axis, indices, call.in(2)));
  }

  private static Tensor scatter(
      OperatorCall call, Tensor x, int axis, Tensor indices, Tensor updates) {
    return switch (call.attributes().text("reduction", "none")) {
      case "none" -> x.scatter(axis, indices, updates);
      case "add" -> x.scatter_reduce(axis, indices, updates, "sum");
      case "mul" -> x.scatter_reduce(axis, indices, updates, "prod");
      case "max" -> x.scatter_reduce(axis, indices, updates, "amax");
      case "min" -> x.scatter_reduce(axis, indices, updates, "amin");
      default -> throw call.fail("unknown reduction " + call.attributes().text("reduction", ""));
    };
  }

  private static Tensor[] slices(OperatorCall call) {
    Tensor x = call.in(0);
    long[] shape = shape(x);
    Tensor indices = call.in(1);
    int depth = (int) indices.size(indices.dim() - 1);
    if (depth < 1 || depth > shape.length) {
      throw call.fail("indices of " + depth + " do not fit " + Arrays.toString(shape));
    }
    long rows = Arrays.stream(shape, 0, depth).reduce(1, (a, b) -> a * b);
    long columns = Arrays.stream(shape, depth, shape.length).reduce(1, (a, b) -> a * b);
    Tensor flat = SelectionOperators.flatIndices(indices, shape, 0).reshape(-1, 1);
    Tensor updates = call.in(2).reshape(flat.size(0), columns);
    Tensor written = scatter(call, x.reshape(rows, columns), 0, flat.expand(-1, columns), updates);
    return one(written.reshape(shape));
  }

  /** {@code on} where the index along the new axis is the given one, {@code off} elsewhere. */
  private static Tensor[] oneHot(OperatorCall call) {
    Tensor values = call.in(2);
    long depth = call.longs(1)[0];
    long rank = call.in(0).dim();
    int axis = call.axis("axis", -1, rank + 1);
    Tensor given = call.in(0);
    Extents.check(call, given.numel(), depth);
    Tensor indices = SelectionOperators.fromFront(given.to(ScalarType.Long), depth).unsqueeze(axis);
    long[] along = SpatialWindow.filled((int) rank + 1, 1);
    along[axis] = depth;
    Tensor classes = torch.arange(new Scalar(depth), indices.options()).reshape(along);
    Tensor hit = indices.eq(classes);
    Tensor chosen = torch.where(hit, values.select(0, 1), values.select(0, 0));
    return one(bool(values) ? chosen.to(ScalarType.Bool) : chosen);
  }
}
