package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Functions of one variable, element by element. */
final class FunctionOperators {

  private FunctionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Abs", unary(Tensor::abs));
    operators.put("Neg", unary(Tensor::neg));
    operators.put("Sign", unary(Tensor::sign));
    operators.put("Reciprocal", unary(Tensor::reciprocal));
    operators.put("Sqrt", unary(Tensor::sqrt));
    operators.put("Exp", smooth(Tensor::exp));
    operators.put("Log", smooth(Tensor::log));
    operators.put("Erf", smooth(Tensor::erf));
    operators.put("Floor", unary(Tensor::floor));
    operators.put("Ceil", unary(Tensor::ceil));
    // Halves go to the even neighbour, in ONNX as in LibTorch.
    operators.put("Round", unary(Tensor::round));
    operators.put("Sin", smooth(Tensor::sin));
    operators.put("Cos", smooth(Tensor::cos));
    operators.put("Tan", smooth(Tensor::tan));
    operators.put("Asin", smooth(Tensor::asin));
    operators.put("Acos", smooth(Tensor::acos));
    operators.put("Atan", smooth(Tensor::atan));
    operators.put("Sinh", smooth(Tensor::sinh));
    operators.put("Cosh", smooth(Tensor::cosh));
    operators.put("Asinh", smooth(Tensor::asinh));
    operators.put("Acosh", smooth(Tensor::acosh));
    operators.put("Atanh", smooth(Tensor::atanh));
    operators.put("BitwiseNot", unary(torch::bitwise_not));
    operators.put("Identity", unary(x -> x));
    operators.put("Det", FunctionOperators::determinant);
  }

  /** A function whose values are exact or correctly rounded. */
  static Operator unary(UnaryOperator<Tensor> function) {
    return call -> one(function.apply(call.in(0)));
  }

  /** A function that is approximated. */
  static Operator smooth(UnaryOperator<Tensor> function) {
    return call -> one(WholeVectors.apply(function, call.in(0)));
  }

  private static Tensor[] determinant(OperatorCall call) {
    Tensor x = call.in(0);
    if (!floating(x) || x.dim() < 2 || x.size(x.dim() - 1) != x.size(x.dim() - 2)) {
      throw call.fail("expected square matrices of floating-point numbers");
    }
    return one(torch.det(x));
  }
}
