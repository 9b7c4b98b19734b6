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
    operators.put("Exp", unary(Tensor::exp));
    operators.put("Log", unary(Tensor::log));
    operators.put("Erf", unary(Tensor::erf));
    operators.put("Floor", unary(Tensor::floor));
    operators.put("Ceil", unary(Tensor::ceil));
    // Halves go to the even neighbour, in ONNX as in LibTorch.
    operators.put("Round", unary(Tensor::round));
    operators.put("Sin", unary(Tensor::sin));
    operators.put("Cos", unary(Tensor::cos));
    operators.put("Tan", unary(Tensor::tan));
    operators.put("Asin", unary(Tensor::asin));
    operators.put("Acos", unary(Tensor::acos));
    operators.put("Atan", unary(Tensor::atan));
    operators.put("Sinh", unary(Tensor::sinh));
    operators.put("Cosh", unary(Tensor::cosh));
    operators.put("Asinh", unary(Tensor::asinh));
    operators.put("Acosh", unary(Tensor::acosh));
    operators.put("Atanh", unary(Tensor::atanh));
    operators.put("BitwiseNot", unary(torch::bitwise_not));
    operators.put("Identity", unary(x -> x));
    operators.put("Det", FunctionOperators::determinant);
  }

  static Operator unary(UnaryOperator<Tensor> function) {
    return call -> one(function.apply(call.in(0)));
  }

  private static Tensor[] determinant(OperatorCall call) {
    Tensor x = call.in(0);
    if (!floating(x) || x.dim() < 2 || x.size(x.dim() - 1) != x.size(x.dim() - 2)) {
      throw call.fail("expected square matrices of floating-point numbers");
    }
    return one(torch.det(x));
  }
}
