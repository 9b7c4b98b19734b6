package io.separatrix.network.onnx;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.ValueInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Short lists of integers and truth values that are known before any image is: constants, extents
 * and what is computed from them. Single elements may be unknown.
 */
final class StaticIntegers {

  /** An element that is not known. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** Longer lists are no shapes. */
  private static final int LONGEST = 64;

  private final Map<String, Constant> constants;
  private final Map<String, long[]> known = new HashMap<>();
  private final StaticShapes shapes;

  /**
   * @param constants the graph's constants so far; read whenever a value is asked for
   */
  StaticIntegers(Map<String, Constant> constants) {
    this.constants = constants;
    this.shapes = new StaticShapes(this, constants);
  }

  StaticShapes shapes() {
    return shapes;
  }

  /** A value's only element, a truth value as 0 or 1; empty if it is not known. */
  OptionalLong single(String name) {
    long[] values = list(name);
    return values == null || values.length != 1 || values[0] == UNKNOWN
        ? OptionalLong.empty()
        : OptionalLong.of(values[0]);
  }

  /** All elements of a value; null if one of them is not known. */
  long @Nullable [] all(String name) {
    long[] values = list(name);
    return values == null || Arrays.stream(values).anyMatch(v -> v == UNKNOWN) ? null : values;
  }

  private long @Nullable [] list(String name) {
    Constant constant = constants.get(name);
    if (constant == null) {
      return known.get(name);
    }
    boolean integers =
        constant.type() == ElementType.INT64
            || constant.type() == ElementType.INT32
            || constant.type() == ElementType.BOOL;
    return integers && constant.elements() <= LONGEST
        ? Arrays.stream(constant.toDoubles()).mapToLong(value -> (long) value).toArray()
        : null;
  }

  /** Takes note of what a node computes. */
  void see(Node node) {
    shapes.see(node);
    if (node.outputs().size() != 1) {
      return;
    }
    long[] values = compute(node);
    if (values != null && values.length <= LONGEST) {
      known.put(node.outputs().get(0), values);
    }
  }

  private long @Nullable [] compute(Node node) {
    String first = StaticShapes.input(node, 0);
    String second = StaticShapes.input(node, 1);
    return switch (node.operator()) {
      case "Shape" -> extents(node);
      case "Size" -> size(shapes.of(first));
      case "Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape" -> list(first);
      case "Gather" -> gather(list(first), list(second));
      case "Concat" -> concat(node.inputs());
      case "Not" -> binary(list(first), new long[] {0}, (a, b) -> a == 0 ? 1 : 0);
      case "Equal" -> binary(list(first), list(second), (a, b) -> a == b ? 1 : 0);
      case "Greater" -> binary(list(first), list(second), (a, b) -> a > b ? 1 : 0);
      case "GreaterOrEqual" -> binary(list(first), list(second), (a, b) -> a >= b ? 1 : 0);
      case "Less" -> binary(list(first), list(second), (a, b) -> a < b ? 1 : 0);
      case "LessOrEqual" -> binary(list(first), list(second), (a, b) -> a <= b ? 1 : 0);
      case "And" -> binary(list(first), list(second), (a, b) -> a != 0 && b != 0 ? 1 : 0);
      case "Or" -> binary(list(first), list(second), (a, b) -> a != 0 || b != 0 ? 1 : 0);
      case "Add" -> binary(list(first), list(second), Long::sum);
      case "Sub" -> binary(list(first), list(second), (a, b) -> a - b);
      case "Mul" -> binary(list(first), list(second), (a, b) -> a * b);
      case "Div" -> binary(list(first), list(second), (a, b) -> b == 0 ? UNKNOWN : a / b);
      default -> null;
    };
  }

  private long @Nullable [] extents(Node node) {
    long[] shape = shapes.of(StaticShapes.input(node, 0));
    if (shape == null) {
      return null;
    }
    int start = bound(node.attributes().integer("start", 0), shape.length);
    int end = bound(node.attributes().integer("end", shape.length), shape.length);
    return Arrays.stream(shape, start, Math.max(start, end))
        .map(extent -> extent == ValueInfo.UNKNOWN ? UNKNOWN : extent)
        .toArray();
  }

  private static int bound(long index, int length) {
    return (int) Math.max(0, Math.min(index < 0 ? index + length : index, length));
  }

  private static long @Nullable [] size(long @Nullable [] shape) {
    if (shape == null || Arrays.stream(shape).anyMatch(extent -> extent == ValueInfo.UNKNOWN)) {
      return null;
    }
    return new long[] {Arrays.stream(shape).reduce(1, (a, b) -> a * b)};
  }

  private static long @Nullable [] gather(long @Nullable [] from, long @Nullable [] indices) {
    if (from == null || indices == null) {
      return null;
    }
    long[] chosen = new long[indices.length];
    for (int i = 0; i < chosen.length; i++) {
      long index = indices[i] < 0 ? indices[i] + from.length : indices[i];
      chosen[i] = index < 0 || index >= from.length ? UNKNOWN : from[(int) index];
    }
    return chosen;
  }

  private long @Nullable [] concat(List<String> inputs) {
    long[] joined = new long[0];
    for (String input : inputs) {
      long[] part = list(input);
      if (part == null || joined.length + part.length > LONGEST) {
        return null;
      }
      int end = joined.length;
      joined = Arrays.copyOf(joined, end + part.length);
      System.arraycopy(part, 0, joined, end, part.length);
    }
    return joined;
  }

  /** Element by element; one element meets all of the other list. */
  private static long @Nullable [] binary(
      long @Nullable [] a, long @Nullable [] b, LongBinaryOperator function) {
    if (a == null || b == null || (a.length != b.length && a.length != 1 && b.length != 1)) {
      return null;
    }
    int length = a.length == 1 ? b.length : a.length;
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      long x = a[a.length == 1 ? 0 : i];
      long y = b[b.length == 1 ? 0 : i];
      values[i] = x == UNKNOWN || y == UNKNOWN ? UNKNOWN : function.applyAsLong(x, y);
    }
    return values;
  }
}
