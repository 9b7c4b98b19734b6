package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;

import io.separatrix.network.Constant;
import java.util.Map;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Operators that create tensors from shapes and ranges. */
final class CreationOperators {

  private CreationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("ConstantOfShape", CreationOperators::filled);
    operators.put("Range", CreationOperators::range);
    operators.put("EyeLike", CreationOperators::eye);
  }

  private static TensorOptions options(OperatorCall call, ScalarType type) {
    return new TensorOptions(type).device(new DeviceOptional(call.in(0).device()));
  }

  private static Tensor[] filled(OperatorCall call) {
    long[] extents = call.longs(0);
    Extents.check(call, extents);
    Constant value = call.attributes().constant("value");
    ScalarType type =
        call.computed(value == null ? ScalarType.Float : ScalarTypes.of(value.type()));
    Tensor fill = value == null ? null : Constants.tensor(value).reshape(1);
    Tensor zeros = torch.zeros(extents, options(call, type));
    return one(fill == null ? zeros : zeros.add(fill.to(zeros.device(), type)));
  }

  private static Tensor[] range(OperatorCall call) {
    Tensor start = call.in(0);
    ScalarType type = start.scalar_type();
    if (floating(start)) {
      double from = call.doubles(0)[0];
      double step = call.doubles(2)[0];
      double count = Math.ceil((call.doubles(1)[0] - from) / step);
      return one(progression(call, new Scalar(from), new Scalar(step), count).to(type));
    }
    long from = call.longs(0)[0];
    long step = call.longs(2)[0];
    if (step == 0) {
      throw call.fail("expected a step other than 0");
    }
    double count = Math.ceil((call.longs(1)[0] - (double) from) / step);
    return one(progression(call, new Scalar(from), new Scalar(step), count).to(type));
  }

  /** {@code start + i step}, i below the count, without the rounding of a running sum. */
  private static Tensor progression(OperatorCall call, Scalar start, Scalar step, double count) {
    if (Double.isNaN(count) || count > call.setting().limit()) {
      throw call.fail("expected a range that ends, found " + count + " elements");
    }
    Tensor i =
        torch.arange(
            new Scalar((long) Math.max(count, 0)),
            options(call, start.isIntegral(false) ? ScalarType.Long : ScalarType.Double));
    return i.mul(step).add(start);
  }

  private static Tensor[] eye(OperatorCall call) {
    Tensor x = call.in(0);
    if (x.dim() != 2) {
      throw call.fail("expected a matrix, found rank " + x.dim());
    }
    long diagonal = call.attributes().integer("k", 0);
    ScalarType type =
        call.attributes().has("dtype")
            ? call.computed(ScalarTypes.ofOnnx(call, call.attributes().integer("dtype", 1)))
            : x.scalar_type();
    Tensor ones = torch.ones(OperatorCall.shape(x), options(call, ScalarType.Double));
    Tensor upper = torch.triu(ones, diagonal);
    return one(torch.tril(upper, diagonal).to(type));
  }
}
