package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.ConvolutionOperators.operand;
import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;

import io.separatrix.network.Attributes;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Matrix products. */
final class MatrixOperators {

  private static final int LEAST_ROWS = 16;

  private MatrixOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(
        "MatMul", call -> one(torch.matmul(operand(call.in(0), call), operand(call.in(1), call))));
    operators.put("Gemm", MatrixOperators::gemm);
    operators.put("Einsum", MatrixOperators::einsum);
  }

  private static Tensor[] gemm(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor x = call.in(0);
    Tensor y = call.in(1);
    if (x.dim() != 2 || y.dim() != 2) {
      throw call.fail("expected matrices, found ranks " + x.dim() + " and " + y.dim());
    }
    x = a.integer("transA", 0) == 1 ? x.t() : x;
    y = a.integer("transB", 0) == 1 ? y.t() : y;
    Tensor product = scaled(product(operand(x, call), operand(y, call)), a, "alpha");
    Tensor c = call.optional(2);
    return one(c == null ? product : product.add(scaled(c, a, "beta")));
  }

  /**
   * The kernel for few rows depends on their number and so does the rounding, so whole fours of
   * rows, which the engine gives small batches as, are filled up.
   */
  private static Tensor product(Tensor x, Tensor y) {
    long rows = x.size(0);
    if (rows % 4 != 0 || rows >= LEAST_ROWS) {
      return torch.matmul(x, y);
    }
    long[] below = {0, 0, 0, LEAST_ROWS - rows};
    return torch.matmul(torch.constant_pad_nd(x, below, new Scalar(0)), y).narrow(0, 0, rows);
  }

  private static Tensor scaled(Tensor x, Attributes attributes, String name) {
    double factor = attributes.number(name, 1);
    if (factor == 1) {
      return x;
    }
    Tensor product = x.mul(new Scalar(factor));
    return floating(x) ? product : product.to(x.scalar_type());
  }

  private static Tensor[] einsum(OperatorCall call) {
    TensorVector operands = new TensorVector();
    for (int i = 0; i < call.inputs().length; i++) {
      operands.push_back(call.in(i));
    }
    String equation = call.attributes().text("equation", "").replace(" ", "");
    return one(torch.einsum(equation, operands));
  }
}
