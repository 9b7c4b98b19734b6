package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.bool;
import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Arithmetic on two or more tensors, element by element with broadcasting. */
final class ArithmeticOperators {

  private ArithmeticOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Add", binary(Tensor::add));
    operators.put("Sub", binary(Tensor::sub));
    operators.put("Mul", binary(Tensor::mul));
    operators.put("Div", binary(ArithmeticOperators::divide));
    operators.put("Pow", binary((x, y) -> power(x, y)));
    operators.put("Mod", ArithmeticOperators::mod);
    operators.put("Max", fold(torch::maximum));
    operators.put("Min", fold(torch::minimum));
    operators.put("Sum", fold(Tensor::add));
    operators.put(
        "Mean",
        call -> one(reduce(call, Tensor::add).div(new Scalar((double) call.inputs().length))));
    operators.put("BitShift", ArithmeticOperators::shift);
    operators.put("BitwiseAnd", binary(torch::bitwise_and));
    operators.put("BitwiseOr", binary(torch::bitwise_or));
    operators.put("BitwiseXor", binary(torch::bitwise_xor));
  }

  static Operator binary(BinaryOperator<Tensor> function) {
    return call -> one(function.apply(call.in(0), second(call)));
  }

  /**
   * The second operand. Before operator set 7, it was lined up with the axis of the first that the
   * attribute names, not with the last.
   */
  private static Tensor second(OperatorCall call) {
    Tensor y = call.in(1);
    if (call.opset() >= 7 || !call.attributes().has("axis")) {
      return y;
    }
    long rank = call.in(0).dim();
    long trailing = rank - call.axis("axis", 0, rank) - y.dim();
    for (long i = 0; i < trailing; i++) {
      y = y.unsqueeze(-1);
    }
    return y;
  }

  private static Operator fold(BinaryOperator<Tensor> function) {
    return call -> one(reduce(call, function));
  }

  private static Tensor reduce(OperatorCall call, BinaryOperator<Tensor> function) {
    Tensor result = call.in(0);
    for (int i = 1; i < call.inputs().length; i++) {
      result = function.apply(result, call.in(i));
    }
    return result;
  }

  /** Integers are divided towards zero. */
  private static Tensor divide(Tensor x, Tensor y) {
    return floating(x) || floating(y)
        ? torch.div(x, y)
        : torch.div(x, y, new StringViewOptional(new BytePointer("trunc")));
  }

  /** The result has the type of the base. */
  private static Tensor power(Tensor x, Tensor y) {
    if (y.numel() == 1 && y.dim() == 0 && !y.requires_grad() && floating(x)) {
      // A constant exponent has a cheaper and, at x = 0, finite derivative.
      Scalar exponent = new Scalar(y.item_double());
      return WholeVectors.apply(base -> torch.pow(base, exponent), x);
    }
    Tensor power = torch.pow(x, y);
    return power.scalar_type().intern() == x.scalar_type().intern()
        ? power
        : power.to(x.scalar_type());
  }

  /** {@code fmod = 0}: the remainder has the sign of the divisor; 1: of the dividend. */
  private static Tensor[] mod(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor y = call.in(1);
    return one(
        call.attributes().integer("fmod", 0) == 1 ? torch.fmod(x, y) : torch.remainder(x, y));
  }

  private static Tensor[] shift(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor y = call.in(1);
    if (bool(x) || floating(x)) {
      throw call.fail("expected integers");
    }
    return one(
        call.attributes().text("direction", "").equals("LEFT")
            ? torch.bitwise_left_shift(x, y)
            : torch.bitwise_right_shift(x, y));
  }
}
