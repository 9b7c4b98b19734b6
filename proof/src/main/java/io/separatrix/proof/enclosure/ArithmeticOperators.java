package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Sums, differences, products and quotients of values and constants. */
final class ArithmeticOperators {

  private ArithmeticOperators() {}

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("Add", call -> sum(call, 1));
    translations.put("Sub", call -> sum(call, -1));
    translations.put("Sum", call -> sum(call, 1));
    translations.put("Neg", call -> call.result(scaled(call, call.value(0), -1)));
    translations.put("Mul", ArithmeticOperators::product);
    translations.put("Div", ArithmeticOperators::quotient);
  }

  private static int[] common(NodeCall call) {
    int[] shape = new int[0];
    for (int i = 0; i < call.inputs(); i++) {
      int[] operand = call.isConstant(i) ? call.constant(i).shape() : call.value(i).shape();
      shape = Tensor.common(shape, operand);
    }
    return shape;
  }

  private static int[] indices(Value x, int[] shape) {
    return Tensor.indices(x.shape()).broadcast(shape).ints();
  }

  /** {@code x_0 + sign (x_1 + ...)}. */
  private static void sum(NodeCall call, double sign) {
    int[] shape = common(call);
    int size = Windows.volume(shape);
    double[] constant = new double[size];
    double[] error = new double[size];
    List<Value> operands = new java.util.ArrayList<>();
    List<int[]> indices = new java.util.ArrayList<>();
    List<Double> signs = new java.util.ArrayList<>();
    for (int i = 0; i < call.inputs(); i++) {
      double s = i == 0 ? 1 : sign;
      if (call.isConstant(i)) {
        double[] numbers = call.constant(i).broadcast(shape).data();
        for (int n = 0; n < size; n++) {
          constant[n] += s * numbers[n];
          error[n] += call.rounding().gamma(1) * Math.abs(constant[n]);
        }
      } else {
        Value x = call.value(i);
        int known = operands.indexOf(x);
        if (known >= 0 && Arrays.equals(indices.get(known), indices(x, shape))) {
          signs.set(known, signs.get(known) + s);
        } else {
          operands.add(x);
          indices.add(indices(x, shape));
          signs.add(s);
        }
      }
    }
    SparseRule.Terms[] terms = new SparseRule.Terms[size];
    int count = operands.size();
    double[] factors = signs.stream().mapToDouble(s -> s).toArray();
    int[] order = java.util.stream.IntStream.range(0, count).toArray();
    boolean oneConstant = call.inputs() - count <= 1;
    for (int n = 0; n < size; n++) {
      int[] neurons = new int[count];
      for (int i = 0; i < count; i++) {
        neurons[i] = indices.get(i)[n];
      }
      terms[n] =
          new SparseRule.Terms(order, neurons, factors, constant[n], oneConstant ? 0 : error[n]);
    }
    call.result(call.sparse(operands, shape, terms, 0));
  }

  static Value scaled(NodeCall call, Value x, double factor) {
    double[] factors = new double[Windows.volume(x.shape())];
    Arrays.fill(factors, factor);
    return scaled(call, x, x.shape(), factors, 0);
  }

  static Value scaled(NodeCall call, Value x, int[] shape, double[] factors, int roundings) {
    int[] indices = indices(x, shape);
    SparseRule.Terms[] terms = new SparseRule.Terms[factors.length];
    for (int n = 0; n < terms.length; n++) {
      terms[n] =
          new SparseRule.Terms(new int[1], new int[] {indices[n]}, new double[] {factors[n]}, 0, 0);
    }
    return call.sparse(List.of(x), shape, terms, roundings);
  }

  private static void product(NodeCall call) {
    int[] shape = common(call);
    if (call.isConstant(0) || call.isConstant(1)) {
      int constant = call.isConstant(0) ? 0 : 1;
      double[] factors = call.constant(constant).broadcast(shape).data();
      call.result(scaled(call, call.value(1 - constant), shape, factors, 0));
    } else {
      call.result(product(call, call.value(0), call.value(1), shape));
    }
  }

  static Value product(NodeCall call, Value x, Value y, int[] shape) {
    return call.write(
        new ProductRule(NodeCall.inner(shape), indices(x, shape), indices(y, shape)), shape, x, y);
  }

  private static void quotient(NodeCall call) {
    int[] shape = common(call);
    if (call.isConstant(1)) {
      double[] factors =
          Arrays.stream(call.constant(1).broadcast(shape).data()).map(d -> 1 / d).toArray();
      if (Arrays.stream(factors).anyMatch(f -> !Double.isFinite(f) || Math.abs(f) < 1e-290)) {
        throw call.fail("expected divisors whose reciprocals are numbers");
      }
      call.result(scaled(call, call.value(0), shape, factors, 1));
      return;
    }
    Value reciprocal = call.elementwise(call.value(1), SmoothFunctions.RECIPROCAL);
    if (call.isConstant(0)) {
      double[] factors = call.constant(0).broadcast(shape).data();
      call.result(scaled(call, reciprocal, shape, factors, 0));
    } else {
      call.result(product(call, call.value(0), reciprocal, shape));
    }
  }
}
