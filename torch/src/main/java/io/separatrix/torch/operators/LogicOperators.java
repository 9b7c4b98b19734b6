package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.ArithmeticOperators.binary;
import static io.separatrix.torch.operators.FunctionOperators.unary;
import static io.separatrix.torch.operators.OperatorCall.one;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Comparisons, logic, and the choice between two tensors. */
final class LogicOperators {

  private LogicOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Equal", binary(Tensor::eq));
    operators.put("Greater", binary(Tensor::gt));
    operators.put("GreaterOrEqual", binary(Tensor::ge));
    operators.put("Less", binary(Tensor::lt));
    operators.put("LessOrEqual", binary(Tensor::le));
    operators.put("And", binary(torch::logical_and));
    operators.put("Or", binary(torch::logical_or));
    operators.put("Xor", binary(torch::logical_xor));
    operators.put("Not", unary(torch::logical_not));
    operators.put("IsNaN", unary(torch::isnan));
    operators.put("IsInf", LogicOperators::infinite);
    operators.put("Where", LogicOperators::where);
  }

  private static Tensor[] infinite(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor found = torch.isinf(x);
    if (call.attributes().integer("detect_negative", 1) == 0) {
      found = torch.logical_and(found, x.gt(new Scalar(0.0)));
    }
    if (call.attributes().integer("detect_positive", 1) == 0) {
      found = torch.logical_and(found, x.lt(new Scalar(0.0)));
    }
    return one(found);
  }

  private static Tensor[] where(OperatorCall call) {
    return one(torch.where(call.in(0).to(ScalarType.Bool), call.in(1), call.in(2)));
  }
}
