package io.separatrix.torch.operators;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Attributes;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.Arrays;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A node with the values of its inputs.
 *
 * @param node the node
 * @param inputs its inputs in order; null for an optional one left out; not modified
 * @param setting what all operators of the run share
 */
public record OperatorCall(Node node, @Nullable Tensor[] inputs, RunSettings setting) {

  int opset() {
    return setting.opset();
  }

  Attributes attributes() {
    return node.attributes();
  }

  /** An input that must be there. */
  Tensor in(int i) {
    Tensor input = optional(i);
    if (input == null) {
      throw fail("expected at least " + (i + 1) + " inputs, found " + inputs.length);
    }
    return input;
  }

  /** An input that may be left out. */
  @Nullable Tensor optional(int i) {
    return i < inputs.length ? inputs[i] : null;
  }

  boolean has(int i) {
    return optional(i) != null;
  }

  /** The elements of an integer input, such as a shape. */
  long[] longs(int i) {
    return longs(in(i));
  }

  /** The elements of an integer tensor. */
  static long[] longs(Tensor tensor) {
    Tensor plain = tensor.detach().cpu().to(ScalarType.Long).contiguous();
    long[] values = new long[Math.toIntExact(plain.numel())];
    if (values.length > 0) {
      LongPointer data = plain.data_ptr_long();
      data.get(values);
    }
    return values;
  }

  /** The elements of an input of numbers. */
  double[] doubles(int i) {
    Tensor plain = in(i).detach().cpu().to(ScalarType.Double).contiguous();
    double[] values = new double[Math.toIntExact(plain.numel())];
    if (values.length > 0) {
      plain.data_ptr_double().get(values);
    }
    return values;
  }

  /** Integers that older operator sets take as an attribute and newer ones as an input. */
  long @Nullable [] integers(String attribute, int input) {
    if (has(input)) {
      return longs(input);
    }
    return attributes().has(attribute) ? attributes().integers(attribute) : null;
  }

  /** An axis counted from the front. */
  int axis(long axis, long rank) {
    if (axis < -rank || axis >= Math.max(rank, 1)) {
      throw fail("expected an axis of " + rank + ", found " + axis);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** The axis attribute counted from the front. */
  int axis(String attribute, long ifAbsent, long rank) {
    return axis(attributes().integer(attribute, ifAbsent), rank);
  }

  /** Axes counted from the front. */
  long[] axes(long[] axes, long rank) {
    return Arrays.stream(axes).map(axis -> axis(axis, rank)).toArray();
  }

  /** A floating-point type of the graph as the run computes it; other types as they are. */
  ScalarType computed(ScalarType type) {
    ScalarType floating = setting.floating();
    return floating != null && torch.isFloatingType(type) ? floating : type;
  }

  ModelFormatException fail(String message) {
    return new ModelFormatException(describe(node) + ": " + message);
  }

  /** Operator and name of a node, for messages. */
  public static String describe(Node node) {
    return node.operator() + " '" + node.name() + "'";
  }

  static Tensor[] one(Tensor tensor) {
    return new Tensor[] {tensor};
  }

  static long[] shape(Tensor tensor) {
    return requireNonNull(tensor.shape());
  }

  static boolean floating(Tensor tensor) {
    return torch.isFloatingType(tensor.scalar_type());
  }

  static boolean bool(Tensor tensor) {
    return tensor.scalar_type().intern() == ScalarType.Bool;
  }

  /** A number that joins a tensor of the given kind without changing its type. */
  static Scalar scalar(double value, Tensor like) {
    return floating(like) ? new Scalar(value) : new Scalar((long) value);
  }
}
