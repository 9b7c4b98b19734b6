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

  /** The rows that {@link #product} makes of fewer. */
  private static final int FULL_ROWS = 16;

  private MatrixOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MatMul", MatrixOperators::matmul);
    operators.put("Gemm", MatrixOperators::gemm);
    operators.put("Einsum", MatrixOperators::einsum);
  }

  private static Tensor[] matmul(OperatorCall call) {
    Tensor x = operand(call.in(0), call);
    Tensor y = operand(call.in(1), call);
    return one(x.dim() == 2 && y.dim() == 2 ? product(x, y) : torch.matmul(x, y));
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
   * Whole fours of rows, which the engine gives small batches as, stand side by side as columns of
   * the right factor, filled up to sixteen: each is a lane of the kernel's vectors then and rounds
   * as the others do, whereas of rows the first are rounded otherwise than the last. The columns
   * are laid out anew, since of a transposed view the gradient would be a product of rows again.
   */
  private static Tensor product(Tensor x, Tensor y) {
    long rows = x.size(0);
    if (rows % 4 != 0 || rows > FULL_ROWS) {
      return torch.matmul(x, y);
    }
    long[] behind = {0, FULL_ROWS - rows};
    Tensor columns = torch.constant_pad_nd(x.t(), behind, new Scalar(0)).contiguous();
    return torch.matmul(y.t(), columns).narrow(1, 0, rows).t();
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
