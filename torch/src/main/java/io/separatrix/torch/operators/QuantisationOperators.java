package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.SpatialWindow.filled;

import io.separatrix.network.rewrite.QuantisedRange;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Quantisation with its rounding, as the ONNX operators define it: {@code q = saturate(round(x / s)
 * + z)} and {@code x = (q - z) s}; halves are rounded to the even neighbour. The derivative is 0
 * wherever there is one.
 */
final class QuantisationOperators {

  private QuantisationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("QuantizeLinear", QuantisationOperators::quantize);
    operators.put("DequantizeLinear", QuantisationOperators::dequantize);
    operators.put("DynamicQuantizeLinear", QuantisationOperators::dynamic);
    operators.put("MatMulInteger", QuantisationOperators::matrices);
    operators.put("ConvInteger", QuantisationOperators::convolution);
  }

  private static Tensor[] quantize(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor scale = spread(call, call.in(1), x).to(x.scalar_type());
    boolean shifted = call.has(2);
    long number = call.attributes().integer("output_dtype", 0);
    QuantisedRange range =
        number != 0
            ? QuantisedRange.ofOnnx(number)
            : shifted
                ? QuantisedRange.of(ScalarTypes.from(call.in(2).scalar_type()))
                : QuantisedRange.UINT8;
    if (range == null) {
      throw call.fail("expected integers of 4, 8, 16 or 32 bits as the result, found another type");
    }
    Tensor rounded = x.div(scale).round();
    if (shifted) {
      rounded = rounded.add(spread(call, call.in(2), x).to(x.scalar_type()));
    }
    return one(clamp(rounded, range).to(ScalarTypes.of(range.stored())));
  }

  private static Tensor clamp(Tensor x, QuantisedRange range) {
    return torch.clamp_max(
        torch.clamp_min(x, new Scalar(range.least())), new Scalar(range.greatest()));
  }

  private static Tensor[] dequantize(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor scale = spread(call, call.in(1), x);
    ScalarType type = scale.scalar_type();
    Tensor centered =
        call.has(2) ? exact(x).sub(exact(spread(call, call.in(2), x))).to(type) : x.to(type);
    return one(centered.mul(scale));
  }

  /** Integers so wide that their difference is exact. */
  private static Tensor exact(Tensor x) {
    return floating(x) ? x : x.to(ScalarType.Long);
  }

  /**
   * A scale or zero point as it meets the tensor: one for all, one for each index along {@code
   * axis}, or one for each block of {@code block_size} indices.
   */
  private static Tensor spread(OperatorCall call, Tensor values, Tensor x) {
    if (values.numel() == 1) {
      return values.reshape();
    }
    int axis = call.axis("axis", 1, x.dim());
    if (values.dim() == 1) {
      long[] shape = filled((int) x.dim(), 1);
      shape[axis] = values.numel();
      return values.reshape(shape);
    }
    long block = call.attributes().integer("block_size", 0);
    if (block < 1 || values.dim() != x.dim() || values.size(axis) * block < x.size(axis)) {
      throw call.fail(
          "expected a scale for all, for each index of axis "
              + axis
              + " or for each block, found blocks of "
              + block);
    }
    return torch
        .repeat_interleave(values, block, new LongOptional(axis), new LongOptional())
        .narrow(axis, 0, x.size(axis));
  }

  /** Scale and zero point from the largest and the least element and 0. */
  private static Tensor[] dynamic(OperatorCall call) {
    Tensor x = call.in(0);
    Tensor high = torch.clamp_min(x.max(), new Scalar(0.0));
    Tensor low = torch.clamp_max(x.min(), new Scalar(0.0));
    Tensor range = high.sub(low).div(new Scalar(255.0));
    Tensor scale = torch.where(range.eq(new Scalar(0.0)), torch.ones_like(range), range);
    Tensor zero = clamp(low.neg().div(scale).round(), QuantisedRange.UINT8);
    Tensor y = clamp(x.div(scale).round().add(zero), QuantisedRange.UINT8);
    return new Tensor[] {y.to(ScalarType.Byte), scale, zero.to(ScalarType.Byte)};
  }

  /** Products of integers below 2^16 are summed exactly in double precision. */
  private static Tensor[] matrices(OperatorCall call) {
    Tensor a = centered(call, 0, 2, -1);
    Tensor b = centered(call, 1, 3, -2);
    return one(torch.matmul(a, b).to(ScalarType.Int));
  }

  private static Tensor[] convolution(OperatorCall call) {
    Tensor w = centered(call, 1, 3, 0);
    Tensor[] inputs = {centered(call, 0, 2, 0), w};
    Tensor[] sums =
        ConvolutionOperators.convolution(new OperatorCall(call.node(), inputs, call.setting()));
    return one(sums[0].to(ScalarType.Int));
  }

  /**
   * An operand less its zero point.
   *
   * @param axis where several zero points vary: 0 the first axis; otherwise the position, from the
   *     end, of the axis along which they are repeated
   */
  private static Tensor centered(OperatorCall call, int input, int zeroInput, int axis) {
    Tensor x = call.in(input).to(ScalarType.Double);
    if (!call.has(zeroInput)) {
      return x;
    }
    Tensor zero = call.in(zeroInput).to(ScalarType.Double);
    if (zero.numel() == 1) {
      zero = zero.reshape();
    } else if (zero.dim() == 1 && axis == 0) {
      long[] shape = filled((int) x.dim(), 1);
      shape[0] = zero.numel();
      zero = zero.reshape(shape);
    } else if (zero.dim() == 1) {
      zero = zero.unsqueeze(axis);
    }
    return x.sub(zero);
  }
}
