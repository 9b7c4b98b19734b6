package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes {@code QuantizeLinear} and {@code DequantizeLinear} of constants: {@code q =
 * saturate(round(x / s) + z)} and {@code x = (q - z) s}, rounded once to the type of the scale.
 * Both are exact about what the model computes with, and what reads the weights has a gradient.
 */
final class QuantisedWeights {

  private QuantisedWeights() {}

  static OperatorGraph fold(OperatorGraph graph) {
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Constant folded =
          switch (node.operator()) {
            case "DequantizeLinear" -> dequantized(node, constants);
            case "QuantizeLinear" -> quantized(node, constants);
            default -> null;
          };
      if (folded == null || node.outputs().size() != 1) {
        nodes.add(node);
      } else {
        constants.put(node.outputs().get(0), folded);
      }
    }
    return nodes.size() == graph.nodes().size() ? graph : graph.withBody(nodes, constants);
  }

  private static @Nullable Constant dequantized(Node node, Map<String, Constant> constants) {
    Constant q = input(node, 0, constants);
    Constant scale = input(node, 1, constants);
    if (q == null || scale == null || QuantisedRange.of(q.type()) == null || !floating(scale)) {
      return null;
    }
    double @Nullable [] s = spread(scale, q, node.attributes());
    double @Nullable [] z = zero(node, q, constants);
    if (s == null || z == null) {
      return null;
    }
    double[] values = q.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - z[i % z.length]) * s[i % s.length];
    }
    return Numbers.constant(values, scale.type(), q.shape());
  }

  private static @Nullable Constant quantized(Node node, Map<String, Constant> constants) {
    Constant x = input(node, 0, constants);
    Constant scale = input(node, 1, constants);
    if (x == null || scale == null || !floating(x) || !floating(scale)) {
      return null;
    }
    QuantisedRange range = range(node, constants);
    double @Nullable [] s = spread(scale, x, node.attributes());
    double @Nullable [] z = zero(node, x, constants);
    if (s == null || z == null || range == null) {
      return null;
    }
    double[] values = x.toDoubles();
    ElementType type = range.stored();
    ByteBuffer data =
        ByteBuffer.allocateDirect(Math.multiplyExact(values.length, type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      // The quotient is one of FLOAT32 numbers where the model's are.
      double quotient = values[i] / s[i % s.length];
      double rounded = Math.rint(x.type() == ElementType.FLOAT32 ? (float) quotient : quotient);
      double q = rounded + z[i % z.length];
      put(data, type, (long) Math.max(range.least(), Math.min(range.greatest(), q)));
    }
    return new Constant(type, x.shape(), data.flip());
  }

  private static void put(ByteBuffer data, ElementType type, long q) {
    switch (type.bytes()) {
      case 1 -> data.put((byte) q);
      case 2 -> data.putShort((short) q);
      default -> data.putInt((int) q);
    }
  }

  /** What a QuantizeLinear results in; null if that is not told by a constant or is no integer. */
  static @Nullable QuantisedRange range(Node node, Map<String, Constant> constants) {
    long number = node.attributes().integer("output_dtype", 0);
    if (number != 0) {
      return QuantisedRange.ofOnnx(number);
    }
    if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      return QuantisedRange.UINT8;
    }
    Constant zero = constants.get(node.inputs().get(2));
    return zero == null ? null : QuantisedRange.of(zero.type());
  }

  private static double @Nullable [] zero(Node node, Constant x, Map<String, Constant> constants) {
    if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      return new double[1];
    }
    Constant zero = input(node, 2, constants);
    return zero == null || QuantisedRange.of(zero.type()) == null
        ? null
        : spread(zero, x, node.attributes());
  }

  static @Nullable Constant input(Node node, int i, Map<String, Constant> constants) {
    return i < node.inputs().size() ? constants.get(node.inputs().get(i)) : null;
  }

  static boolean floating(Constant constant) {
    return constant.type() == ElementType.FLOAT32 || constant.type() == ElementType.FLOAT64;
  }

  /**
   * One number for all, or one for each element of the tensor, from one for each index or block of
   * an axis; null if they do not fit.
   */
  private static double @Nullable [] spread(Constant values, Constant x, Attributes attributes) {
    double[] each = values.toDoubles();
    if (each.length == 1) {
      return each;
    }
    int rank = x.shape().length;
    long given = attributes.integer("axis", 1);
    long axis = given < 0 ? given + rank : given;
    if (axis < 0 || axis >= rank) {
      return null;
    }
    boolean blocked = values.shape().length == rank && rank > 1;
    long block = blocked ? attributes.integer("block_size", 0) : 1;
    long extent = x.shape()[(int) axis];
    long groups = blocked ? values.shape()[(int) axis] : each.length;
    long inner = 1;
    for (int i = (int) axis + 1; i < rank; i++) {
      inner *= x.shape()[i];
    }
    long outer = extent == 0 || inner == 0 ? 0 : x.elements() / extent / inner;
    boolean fits =
        blocked
            ? block > 0 && groups * block >= extent && each.length == outer * groups * inner
            : groups == extent;
    if (!fits) {
      return null;
    }
    double[] spread = new double[Math.toIntExact(x.elements())];
    for (int i = 0; i < spread.length; i++) {
      long at = i / inner % extent;
      long from = blocked ? (i / inner / extent * groups + at / block) * inner + i % inner : at;
      spread[i] = each[(int) from];
    }
    return spread;
  }
}
