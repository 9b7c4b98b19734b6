package io.separatrix.network.onnx;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Node;
import io.separatrix.network.ValueInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Shapes as far as they follow from those of constants and inputs, for the operators of which
 * exporters ask the shape. The batch of the inputs is never known, even if a file declares it: it
 * will be opened.
 */
final class StaticShapes {

  private static final long UNKNOWN = ValueInfo.UNKNOWN;

  /** Operators whose result has the shape of their first input. */
  private static final Set<String> SAME =
      Set.of(
          "Abs",
          "BatchNormalization",
          "Cast",
          "Clip",
          "Dropout",
          "Elu",
          "Erf",
          "Exp",
          "Gelu",
          "GroupNormalization",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "InstanceNormalization",
          "LRN",
          "LayerNormalization",
          "LeakyRelu",
          "LogSoftmax",
          "Mish",
          "Neg",
          "Relu",
          "Sigmoid",
          "Softmax",
          "Sqrt",
          "Tanh");

  private static final Set<String> BROADCAST = Set.of("Add", "Sub", "Mul", "Div", "Pow", "PRelu");

  /** More axes than any network has. */
  private static final int MAX_RANK = 64;

  private final StaticIntegers integers;
  private final Map<String, Constant> constants;
  private final Map<String, long[]> shapes = new HashMap<>();

  StaticShapes(StaticIntegers integers, Map<String, Constant> constants) {
    this.integers = integers;
    this.constants = constants;
  }

  /** Takes note of an input or of what the file declares of a value; its first extent is open. */
  void declare(ValueInfo value) {
    if (value.shape() != null) {
      long[] shape = value.shape().stream().mapToLong(Long::longValue).toArray();
      if (shape.length > 1) {
        shape[0] = UNKNOWN;
      }
      shapes.put(value.name(), shape);
    }
  }

  /** Extents, {@link ValueInfo#UNKNOWN} for one that is not known; null if not even the rank is. */
  long @Nullable [] of(String name) {
    Constant constant = constants.get(name);
    return constant == null ? shapes.get(name) : constant.shape();
  }

  /** The name of an input; empty if it is left out. */
  static String input(Node node, int index) {
    return index < node.inputs().size() ? node.inputs().get(index) : "";
  }

  void see(Node node) {
    if (node.outputs().isEmpty() || node.inputs().isEmpty()) {
      return;
    }
    long[] shape = infer(node);
    if (shape != null && shape.length <= MAX_RANK) {
      shapes.put(node.outputs().get(0), shape);
    }
  }

  private long @Nullable [] infer(Node node) {
    long[] x = of(input(node, 0));
    if (x == null) {
      return null;
    }
    if (SAME.contains(node.operator())) {
      return x;
    }
    if (BROADCAST.contains(node.operator())) {
      return broadcast(x, of(input(node, 1)));
    }
    Attributes a = node.attributes();
    return switch (node.operator()) {
      case "Conv" -> StaticWindows.of(a, x, of(input(node, 1)));
      case "MaxPool", "AveragePool", "LpPool" -> StaticWindows.of(a, x, null);
      case "GlobalAveragePool", "GlobalMaxPool" -> pooled(x);
      case "Flatten" -> new long[] {UNKNOWN, a.integer("axis", 1) == 1 ? product(x, 1) : UNKNOWN};
      case "Gemm" -> dense(node, a);
      case "MatMul" -> matrices(x, of(input(node, 1)));
      case "Transpose" -> transposed(x, a);
      case "Reshape" -> reshaped(x, integers.all(input(node, 1)));
      case "Squeeze" -> squeezed(x, axes(node, x.length));
      case "Unsqueeze" -> unsqueezed(x, axes(node, 0));
      case "ReduceMean", "ReduceSum", "ReduceMax" ->
          reduced(x, axes(node, x.length), a.integer("keepdims", 1) == 1);
      default -> null;
    };
  }

  private static long @Nullable [] broadcast(long[] x, long @Nullable [] y) {
    if (y == null) {
      return null;
    }
    long[] shape = new long[Math.max(x.length, y.length)];
    for (int i = 1; i <= shape.length; i++) {
      long a = i > x.length ? 1 : x[x.length - i];
      long b = i > y.length ? 1 : y[y.length - i];
      shape[shape.length - i] = a == 1 ? b : b == 1 || a == b ? a : Math.max(a, b);
    }
    return shape;
  }

  private static long[] pooled(long[] x) {
    long[] shape = x.clone();
    Arrays.fill(shape, Math.min(2, shape.length), shape.length, 1);
    return shape;
  }

  private static long product(long[] x, int from) {
    long product = 1;
    for (int i = from; i < x.length; i++) {
      if (x[i] == UNKNOWN) {
        return UNKNOWN;
      }
      product *= x[i];
    }
    return product;
  }

  private long[] dense(Node node, Attributes a) {
    long[] weight = of(input(node, 1));
    boolean turned = a.integer("transB", 0) == 1;
    return new long[] {
      UNKNOWN, weight == null || weight.length != 2 ? UNKNOWN : weight[turned ? 0 : 1]
    };
  }

  private static long @Nullable [] matrices(long[] x, long @Nullable [] y) {
    if (y == null || y.length != 2 || x.length < 2) {
      return null;
    }
    long[] shape = x.clone();
    shape[shape.length - 1] = y[1];
    return shape;
  }

  private static long @Nullable [] transposed(long[] x, Attributes a) {
    long[] reversed = LongStream.range(0, x.length).map(i -> x.length - 1 - i).toArray();
    long[] order = a.integers("perm", reversed);
    boolean valid =
        order.length == x.length && Arrays.stream(order).allMatch(i -> i >= 0 && i < x.length);
    return valid ? Arrays.stream(order).map(i -> x[(int) i]).toArray() : null;
  }

  private static long @Nullable [] reshaped(long[] x, long @Nullable [] to) {
    if (to == null) {
      return null;
    }
    long[] shape = to.clone();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = i == 0 ? UNKNOWN : shape[i] == 0 ? i < x.length ? x[i] : UNKNOWN : shape[i];
    }
    return shape;
  }

  /** Axes as an attribute or an input; null if they are left out or not known. */
  private long @Nullable [] axes(Node node, int rank) {
    long[] axes =
        node.attributes().has("axes")
            ? node.attributes().integers("axes")
            : integers.all(input(node, 1));
    if (axes != null && axes.length > MAX_RANK) {
      return null;
    }
    int all = rank > 0 ? rank : axes == null ? 0 : axes.length;
    return axes == null
        ? null
        : Arrays.stream(axes).map(axis -> axis < 0 && rank > 0 ? axis + all : axis).toArray();
  }

  private static long @Nullable [] squeezed(long[] x, long @Nullable [] axes) {
    if (axes == null) {
      return null;
    }
    return LongStream.range(0, x.length)
        .filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i))
        .map(i -> x[(int) i])
        .toArray();
  }

  private static long @Nullable [] unsqueezed(long[] x, long @Nullable [] axes) {
    if (axes == null) {
      return null;
    }
    long[] shape = new long[x.length + axes.length];
    long[] from = Arrays.stream(axes).map(axis -> axis < 0 ? axis + shape.length : axis).toArray();
    int next = 0;
    for (int i = 0; i < shape.length; i++) {
      int axis = i;
      boolean added = Arrays.stream(from).anyMatch(each -> each == axis);
      if (!added && next == x.length) {
        return null;
      }
      shape[i] = added ? 1 : x[next++];
    }
    return shape;
  }

  private static long @Nullable [] reduced(long[] x, long @Nullable [] axes, boolean keep) {
    if (axes == null) {
      return null;
    }
    if (!keep) {
      return squeezed(x, axes);
    }
    long[] shape = x.clone();
    for (long axis : axes) {
      if (axis >= 0 && axis < shape.length) {
        shape[(int) axis] = 1;
      }
    }
    return shape;
  }
}
