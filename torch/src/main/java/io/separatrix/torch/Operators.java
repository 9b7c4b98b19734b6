package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Attributes;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The operators that graphs may use, by ONNX name. */
final class Operators {

  private static final Map<String, Operator> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put("Add", binary(Tensor::add));
    BY_NAME.put("Sub", binary(Tensor::sub));
    BY_NAME.put("Mul", binary(Tensor::mul));
    BY_NAME.put("Div", binary(Tensor::div));
    BY_NAME.put("Relu", unary(torch::relu));
    BY_NAME.put("Tanh", unary(Tensor::tanh));
    BY_NAME.put("Softplus", unary(torch::softplus));
    BY_NAME.put("Conv", Operators::conv);
    BY_NAME.put("Gemm", Operators::gemm);
    BY_NAME.put("MaxPool", Operators::maxPool);
    BY_NAME.put("AveragePool", Operators::averagePool);
    BY_NAME.put("GlobalAveragePool", (node, in, mode) -> one(mean(in[0])));
    BY_NAME.put("BatchNormalization", Operators::batchNormalization);
    BY_NAME.put("Dropout", Operators::dropout);
    BY_NAME.put("Flatten", Operators::flatten);
  }

  private Operators() {}

  /** The implementation of a node's operator. */
  static Operator find(Node node) {
    Operator operator = BY_NAME.get(node.operator());
    if (operator == null) {
      throw new ModelFormatException(
          "operator "
              + node.operator()
              + " of node '"
              + node.name()
              + "' is not supported; supported are "
              + new TreeSet<>(BY_NAME.keySet()));
    }
    return operator;
  }

  private interface Unary {
    Tensor apply(Tensor x);
  }

  private interface Binary {
    Tensor apply(Tensor x, Tensor y);
  }

  private static Operator unary(Unary function) {
    return (node, in, mode) -> one(function.apply(requireNonNull(in[0])));
  }

  private static Operator binary(Binary function) {
    return (node, in, mode) -> one(function.apply(requireNonNull(in[0]), requireNonNull(in[1])));
  }

  private static Tensor[] one(Tensor tensor) {
    return new Tensor[] {tensor};
  }

  private static Tensor mean(@Nullable Tensor x) {
    return torch.adaptive_avg_pool2d(requireNonNull(x), 1, 1);
  }

  /** An operand of a convolution or a matrix product in the type that the run computes in. */
  private static Tensor computed(Tensor x, RunMode mode) {
    return mode.bfloat16() ? x.to(torch.ScalarType.BFloat16) : x;
  }

  private static Tensor[] conv(Node node, @Nullable Tensor[] in, RunMode mode) {
    Attributes a = node.attributes();
    long[] pads = symmetric(node);
    Tensor x = requireNonNull(in[0]);
    Tensor weight = requireNonNull(in[1]);
    Tensor bias = in.length > 2 ? in[2] : null;
    x = computed(x, mode);
    weight = computed(weight, mode);
    bias = bias == null ? null : computed(bias, mode);
    Tensor y =
        torch.conv2d(
            x,
            weight,
            bias == null ? new TensorOptional() : new TensorOptional(bias),
            a.integers("strides", 1, 1),
            pads,
            a.integers("dilations", 1, 1),
            a.integer("group", 1));
    return one(y);
  }

  private static Tensor[] gemm(Node node, @Nullable Tensor[] in, RunMode mode) {
    Attributes a = node.attributes();
    Tensor x = requireNonNull(in[0]);
    Tensor y = requireNonNull(in[1]);
    x = a.integer("transA", 0) == 1 ? x.t() : x;
    y = a.integer("transB", 0) == 1 ? y.t() : y;
    Tensor product = torch.matmul(computed(x, mode), computed(y, mode));
    if (a.number("alpha", 1) != 1) {
      product = product.mul(new Scalar(a.number("alpha", 1)));
    }
    if (in.length > 2 && in[2] != null) {
      Tensor c = requireNonNull(in[2]);
      double beta = a.number("beta", 1);
      product = product.add(beta == 1 ? c : c.mul(new Scalar(beta)));
    }
    return one(product);
  }

  private static Tensor[] maxPool(Node node, @Nullable Tensor[] in, RunMode mode) {
    Attributes a = node.attributes();
    return one(
        torch.max_pool2d(
            requireNonNull(in[0]),
            a.integers("kernel_shape"),
            a.integers("strides", 1, 1),
            symmetric(node),
            a.integers("dilations", 1, 1),
            a.integer("ceil_mode", 0) == 1));
  }

  private static Tensor[] averagePool(Node node, @Nullable Tensor[] in, RunMode mode) {
    Attributes a = node.attributes();
    return one(
        torch.avg_pool2d(
            requireNonNull(in[0]),
            a.integers("kernel_shape"),
            a.integers("strides", 1, 1),
            symmetric(node),
            a.integer("ceil_mode", 0) == 1,
            a.integer("count_include_pad", 0) == 1,
            new LongOptional()));
  }

  private static Tensor[] batchNormalization(Node node, @Nullable Tensor[] in, RunMode mode) {
    Attributes a = node.attributes();
    return one(
        torch.batch_norm(
            requireNonNull(in[0]),
            new TensorOptional(requireNonNull(in[1])),
            new TensorOptional(requireNonNull(in[2])),
            new TensorOptional(requireNonNull(in[3])),
            new TensorOptional(requireNonNull(in[4])),
            mode.training(),
            1 - a.number("momentum", 0.9),
            a.number("epsilon", 1e-5),
            false));
  }

  private static Tensor[] dropout(Node node, @Nullable Tensor[] in, RunMode mode) {
    Tensor x = requireNonNull(in[0]);
    if (!mode.training()) {
      return one(x);
    }
    // Since operator set 12 the ratio is an input, before that an attribute.
    Tensor input = in.length > 1 ? in[1] : null;
    double ratio = input == null ? node.attributes().number("ratio", 0.5) : input.item_double();
    return one(torch.dropout(x, ratio, true));
  }

  private static Tensor[] flatten(Node node, @Nullable Tensor[] in, RunMode mode) {
    return one(requireNonNull(in[0]).flatten(1, -1));
  }

  /** Padding that is the same on both sides, as LibTorch's own operators take it. */
  private static long[] symmetric(Node node) {
    long[] pads = node.attributes().integers("pads", 0, 0, 0, 0);
    if (pads[0] != pads[2] || pads[1] != pads[3]) {
      throw new ModelFormatException(
          "node '" + node.name() + "': padding that differs between two sides is not supported");
    }
    return new long[] {pads[0], pads[1]};
  }
}
