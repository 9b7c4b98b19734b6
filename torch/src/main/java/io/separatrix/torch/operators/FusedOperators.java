package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.ConvolutionOperators.operand;
import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;

import io.separatrix.network.Attributes;
import io.separatrix.network.rewrite.VendorOperators;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Operators of ONNX Runtime's domain {@code com.microsoft} that no standard operator stands for
 * whatever the rank of their inputs.
 */
final class FusedOperators {

  private FusedOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put(VendorOperators.FUSED_MATMUL, FusedOperators::product);
    operators.put(VendorOperators.INVERSE, FusedOperators::inverse);
  }

  /** {@code alpha A B}, each transposed as the attributes say. */
  private static Tensor[] product(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor product =
        torch.matmul(
            operand(transposed(call.in(0), a, "A"), call),
            operand(transposed(call.in(1), a, "B"), call));
    double alpha = a.number("alpha", 1);
    return one(alpha == 1 ? product : product.mul(new Scalar(alpha)));
  }

  /** {@code transBatch} moves the first axis behind the other batch axes and the rows before. */
  private static Tensor transposed(Tensor x, Attributes a, String operand) {
    Tensor y = x;
    if (a.integer("transBatch" + operand, 0) == 1 && x.dim() > 2) {
      y = y.movedim(0, x.dim() - 2);
    }
    return a.integer("trans" + operand, 0) == 1 && x.dim() > 1 ? y.transpose(-1, -2) : y;
  }

  private static Tensor[] inverse(OperatorCall call) {
    Tensor x = call.in(0);
    if (!floating(x) || x.dim() < 2 || x.size(x.dim() - 1) != x.size(x.dim() - 2)) {
      throw call.fail("expected square matrices of floating-point numbers");
    }
    return one(torch.linalg_inv(x));
  }
}
