package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import io.separatrix.network.Node;
import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node under translation. */
record NodeCall(Compiler compiler, Node node) {

  Attributes attributes() {
    return node.attributes();
  }

  int opset() {
    return compiler.opset();
  }

  Rounding rounding() {
    return compiler.rounding();
  }

  int inputs() {
    return node.inputs().size();
  }

  boolean has(int input) {
    return input < inputs() && !node.inputs().get(input).isEmpty();
  }

  boolean isConstant(int input) {
    return has(input) && compiler.value(node.inputs().get(input)) == null;
  }

  /** An operand that depends on the image. */
  Value value(int input) {
    Value value = has(input) ? compiler.value(node.inputs().get(input)) : null;
    if (value == null) {
      throw fail("input " + input + " does not depend on the image; there is no rule for that");
    }
    return value;
  }

  /** An operand that is a constant. */
  Tensor constant(int input) {
    Tensor constant = has(input) ? compiler.constant(node.inputs().get(input)) : null;
    if (constant == null) {
      throw fail("input " + input + " is no constant; there is no rule for that");
    }
    return constant;
  }

  @Nullable Tensor optional(int input) {
    return has(input) ? constant(input) : null;
  }

  /** Integers that older operator sets take as an attribute and newer ones as an input. */
  int @Nullable [] integers(String attribute, int input) {
    if (has(input)) {
      return constant(input).ints();
    }
    return attributes().has(attribute)
        ? Arrays.stream(attributes().integers(attribute)).mapToInt(Math::toIntExact).toArray()
        : null;
  }

  /** An axis counted from the front. */
  int axis(long axis, int rank) {
    if (axis < -rank || axis >= Math.max(rank, 1)) {
      throw fail("expected an axis of " + rank + ", found " + axis);
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Writes a rule and returns its value. */
  Value write(Rule rule, int[] shape, Value... operands) {
    return compiler.write(rule, shape, operands);
  }

  /** Applies a function to every neuron. */
  Value elementwise(Value x, Scalar f) {
    return write(new ElementwiseRule(inner(x.shape()), f), x.shape(), x);
  }

  void result(Value value) {
    result(0, value);
  }

  void result(int output, Value value) {
    if (output < node.outputs().size()) {
      compiler.value(node.outputs().get(output), value);
    }
  }

  void result(int output, Tensor constant) {
    compiler.constant(node.outputs().get(output), constant);
  }

  /** Writes values or constants that are moved about: each is its operand's element. */
  Value moved(List<Value> operands, Tensor from, Tensor which, double filler) {
    SparseRule.Terms[] terms = new SparseRule.Terms[from.data().length];
    for (int n = 0; n < terms.length; n++) {
      int neuron = (int) from.data()[n];
      terms[n] =
          neuron < 0
              ? new SparseRule.Terms(new int[0], new int[0], new double[0], filler, 0)
              : new SparseRule.Terms(
                  new int[] {(int) which.data()[n]}, new int[] {neuron}, new double[] {1}, 0, 0);
    }
    return sparse(operands, from.shape(), terms, 0);
  }

  /** Writes a value's elements that are moved about; an index of -1 gives the filler. */
  Value moved(Value x, Tensor from, double filler) {
    Tensor zeros = new Tensor(from.shape(), new double[from.data().length]);
    return moved(List.of(x), from, zeros, filler);
  }

  /** Writes an affine map of few terms. */
  Value sparse(List<Value> operands, int[] shape, SparseRule.Terms[] terms, int roundings) {
    int[] channels =
        operands.stream().mapToInt(operand -> channels(inner(operand.shape()))).toArray();
    return write(
        new SparseRule(inner(shape), channels, terms, roundings),
        shape,
        operands.toArray(Value[]::new));
  }

  /** Extents of an enclosure: without the batch axis. */
  static int[] inner(int[] shape) {
    return shape.length > 1 && shape[0] == 1 ? Arrays.copyOfRange(shape, 1, shape.length) : shape;
  }

  private static int channels(int[] inner) {
    return inner.length == 0 ? 1 : inner[0];
  }

  UnsupportedNetworkException fail(String message) {
    return new UnsupportedNetworkException(node.operator() + " '" + node.name() + "': " + message);
  }
}
