package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.bool;
import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Reductions over axes. */
final class ReductionOperators {

  private interface Reduction {
    Tensor apply(Tensor x, long[] axes, boolean keep);
  }

  private ReductionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("ReduceSum", reduce(ReductionOperators::sum));
    operators.put("ReduceMean", reduce(ReductionOperators::mean));
    operators.put("ReduceProd", reduce(ReductionOperators::product));
    operators.put("ReduceMax", reduce((x, axes, keep) -> extremum(x, axes, keep, true)));
    operators.put("ReduceMin", reduce((x, axes, keep) -> extremum(x, axes, keep, false)));
    operators.put("ReduceL1", reduce((x, axes, keep) -> sum(x.abs(), axes, keep)));
    operators.put("ReduceL2", reduce(ReductionOperators::norm));
    operators.put("ReduceSumSquare", reduce((x, axes, keep) -> sum(x.mul(x), axes, keep)));
    operators.put("ReduceLogSum", reduce((x, axes, keep) -> sum(wide(x), axes, keep).log()));
    operators.put("ReduceLogSumExp", reduce(ReductionOperators::logSumExp));
    operators.put("ArgMax", call -> arg(call, true));
    operators.put("ArgMin", call -> arg(call, false));
    operators.put("CumSum", ReductionOperators::cumulative);
    operators.put("CumProd", ReductionOperators::cumulativeProduct);
  }

  private static Operator reduce(Reduction reduction) {
    return call -> {
      Tensor x = call.in(0);
      boolean keep = call.attributes().integer("keepdims", 1) == 1;
      long[] given = call.integers("axes", 1);
      boolean none = given == null || given.length == 0;
      if (none && call.attributes().integer("noop_with_empty_axes", 0) == 1) {
        return one(scalar(reduction, x).to(x.scalar_type()));
      }
      long[] axes =
          given == null || given.length == 0
              ? LongStream.range(0, x.dim()).toArray()
              : call.axes(given, x.dim());
      Tensor y = axes.length == 0 ? scalar(reduction, x) : reduction.apply(x, axes, keep);
      return one(y.to(x.scalar_type()));
    };
  }

  /** Reduces each element alone: no axis, but L2 or LogSum of it are not the identity. */
  private static Tensor scalar(Reduction reduction, Tensor x) {
    return reduction.apply(x.unsqueeze(0), new long[] {0}, false);
  }

  private static Tensor wide(Tensor x) {
    return floating(x) ? x : x.to(ScalarType.Double);
  }

  private static Tensor sum(Tensor x, long[] axes, boolean keep) {
    return x.sum(axes, keep, new ScalarTypeOptional());
  }

  private static Tensor mean(Tensor x, long[] axes, boolean keep) {
    return wide(x).mean(axes, keep, new ScalarTypeOptional());
  }

  /** With derivative 0 instead of infinity at 0. */
  private static Tensor norm(Tensor x, long[] axes, boolean keep) {
    return torch.linalg_vector_norm(wide(x), new Scalar(2.0), axes, keep, new ScalarTypeOptional());
  }

  private static Tensor logSumExp(Tensor x, long[] axes, boolean keep) {
    return empty(x, axes) ? sum(wide(x), axes, keep).log() : torch.logsumexp(wide(x), axes, keep);
  }

  private static Tensor product(Tensor x, long[] axes, boolean keep) {
    Tensor product = x;
    long[] sorted = axes.clone();
    Arrays.sort(sorted);
    for (int i = sorted.length - 1; i >= 0; i--) {
      product = product.prod(sorted[i], keep, new ScalarTypeOptional());
    }
    return product;
  }

  private static boolean empty(Tensor x, long[] axes) {
    return Arrays.stream(axes).anyMatch(axis -> x.size(axis) == 0);
  }

  private static Tensor extremum(Tensor x, long[] axes, boolean keep, boolean maximum) {
    if (empty(x, axes)) {
      long[] shape = shape(sum(x, axes, keep));
      return torch.full(shape, identity(x, maximum), x.options());
    }
    Tensor comparable = bool(x) ? x.to(ScalarType.Byte) : x;
    return maximum ? comparable.amax(axes, keep) : comparable.amin(axes, keep);
  }

  /** The extremum of nothing: the other end of the type's range. */
  private static Scalar identity(Tensor x, boolean maximum) {
    if (floating(x)) {
      return new Scalar(maximum ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return switch (x.scalar_type().intern()) {
      case Bool -> new Scalar(maximum ? 0L : 1L);
      case Byte -> new Scalar(maximum ? 0L : 255L);
      case Char -> new Scalar((long) (maximum ? Byte.MIN_VALUE : Byte.MAX_VALUE));
      case Short -> new Scalar((long) (maximum ? Short.MIN_VALUE : Short.MAX_VALUE));
      case Int -> new Scalar((long) (maximum ? Integer.MIN_VALUE : Integer.MAX_VALUE));
      default -> new Scalar(maximum ? Long.MIN_VALUE : Long.MAX_VALUE);
    };
  }

  /** The first index of the maximum, the axis kept. */
  static Tensor argmax(Tensor x, long axis, boolean keep) {
    return torch.argmax(x, new LongOptional(axis), keep);
  }

  private static Tensor[] arg(OperatorCall call, boolean maximum) {
    Tensor x = call.in(0);
    long axis = call.axis("axis", 0, x.dim());
    boolean keep = call.attributes().integer("keepdims", 1) == 1;
    boolean last = call.attributes().integer("select_last_index", 0) == 1;
    Tensor searched = last ? x.flip(axis) : x;
    LongOptional along = new LongOptional(axis);
    Tensor index =
        maximum ? torch.argmax(searched, along, keep) : torch.argmin(searched, along, keep);
    return one(last ? index.neg().add(new Scalar(x.size(axis) - 1)) : index);
  }

  private static Tensor[] cumulative(OperatorCall call) {
    Tensor x = call.in(0);
    long axis = call.axis(call.longs(1)[0], x.dim());
    boolean reverse = call.attributes().integer("reverse", 0) == 1;
    Tensor ordered = reverse ? x.flip(axis) : x;
    Tensor sums = torch.cumsum(ordered, axis).to(x.scalar_type());
    if (call.attributes().integer("exclusive", 0) == 1) {
      sums = sums.sub(ordered);
    }
    return one(reverse ? sums.flip(axis) : sums);
  }

  /** The product of no element, with {@code exclusive}, is 1. */
  private static Tensor[] cumulativeProduct(OperatorCall call) {
    Tensor x = call.in(0);
    long axis = call.axis(call.longs(1)[0], x.dim());
    boolean reverse = call.attributes().integer("reverse", 0) == 1;
    Tensor ordered = reverse ? x.flip(axis) : x;
    if (call.attributes().integer("exclusive", 0) == 1 && x.size(axis) > 0) {
      Tensor ones = torch.ones_like(ordered.narrow(axis, 0, 1));
      Tensor before = ordered.narrow(axis, 0, x.size(axis) - 1);
      ordered = torch.cat(new TensorVector(ones, before), axis);
    }
    Tensor products = torch.cumprod(ordered, axis).to(x.scalar_type());
    return one(reverse ? products.flip(axis) : products);
  }
}
