package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Operators made of others: gates, powers, softmax and normalisations by the image's own numbers.
 */
final class CompositeOperators {

  private CompositeOperators() {}

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("Gelu", CompositeOperators::gelu);
    translations.put("Swish", CompositeOperators::swish);
    translations.put("Pow", CompositeOperators::power);
    translations.put("Softmax", CompositeOperators::softmax);
    translations.put("LRN", CompositeOperators::localResponse);
    translations.put("LayerNormalization", CompositeOperators::layerNormalization);
  }

  private static void gelu(NodeCall call) {
    boolean exact = call.attributes().text("approximate", "none").equals("none");
    Scalar f = exact ? SmoothFunctions.GELU : SmoothFunctions.GELU_BY_TANH;
    call.result(call.elementwise(call.value(0), f));
  }

  private static void swish(NodeCall call) {
    if (call.attributes().number("alpha", 1) != 1) {
      throw call.fail("there is a rule for alpha = 1 only");
    }
    call.result(call.elementwise(call.value(0), SmoothFunctions.SILU));
  }

  private static void power(NodeCall call) {
    double[] exponents = call.constant(1).data();
    if (exponents.length != 1) {
      throw call.fail("there is a rule for one exponent only");
    }
    call.result(call.elementwise(call.value(0), SmoothFunctions.power(exponents[0])));
  }

  /** {@code 1 / sum_j exp(x_j - x_i)}: what the operands share cancels in the differences. */
  private static void softmax(NodeCall call) {
    Value x = call.value(0);
    int rank = x.shape().length;
    int axis = call.axis(call.attributes().integer("axis", call.opset() < 13 ? 1 : -1), rank);
    if (call.opset() < 13 && axis != rank - 1) {
      throw call.fail("there is a rule for the last axis only");
    }
    int count = x.shape()[axis];
    int inner = Windows.volume(Arrays.copyOfRange(x.shape(), axis + 1, rank));
    int size = Windows.volume(x.shape());
    SparseRule.Terms[] differences = new SparseRule.Terms[size * count];
    SparseRule.Terms[] sums = new SparseRule.Terms[size];
    for (int n = 0; n < size; n++) {
      int place = n / inner % count;
      int first = n - place * inner;
      int[] own = new int[count];
      double[] ones = new double[count];
      for (int j = 0; j < count; j++) {
        int other = first + j * inner;
        own[j] = n * count + j;
        ones[j] = 1;
        differences[n * count + j] =
            other == n
                ? new SparseRule.Terms(new int[0], new int[0], new double[0], 0, 0)
                : new SparseRule.Terms(
                    new int[2], new int[] {other, n}, new double[] {1, -1}, 0, 0);
      }
      sums[n] = new SparseRule.Terms(new int[count], own, ones, 0, 0);
    }
    Value all = call.sparse(List.of(x), new int[] {1, size * count}, differences, 0);
    Value exp = call.elementwise(all, SmoothFunctions.EXP);
    Value sum = call.sparse(List.of(exp), x.shape(), sums, 0);
    call.result(call.elementwise(sum, SmoothFunctions.RECIPROCAL));
  }

  /** {@code x (bias + alpha / size sum x^2)^-beta} over neighbouring channels. */
  private static void localResponse(NodeCall call) {
    Value x = call.value(0);
    int size = Math.toIntExact(call.attributes().integer("size", 1));
    double alpha = call.attributes().number("alpha", 1e-4);
    double beta = call.attributes().number("beta", 0.75);
    double bias = call.attributes().number("bias", 1);
    int channels = x.shape()[1];
    int total = Windows.volume(x.shape());
    int pixels = total / channels;
    SparseRule.Terms[] sums = new SparseRule.Terms[total];
    for (int n = 0; n < total; n++) {
      int c = n / pixels;
      int from = Math.max(0, c - (size - 1) / 2);
      int to = Math.min(channels - 1, c + size / 2);
      int[] neurons = new int[to - from + 1];
      for (int i = 0; i < neurons.length; i++) {
        neurons[i] = (from + i) * pixels + n % pixels;
      }
      double[] factors = new double[neurons.length];
      Arrays.fill(factors, alpha / size);
      sums[n] = new SparseRule.Terms(new int[neurons.length], neurons, factors, bias, 0);
    }
    Value squares = call.elementwise(x, SmoothFunctions.SQUARE);
    Value base = call.sparse(List.of(squares), x.shape(), sums, 1);
    Value factor = call.elementwise(base, SmoothFunctions.power(-beta));
    call.result(ArithmeticOperators.product(call, x, factor, x.shape()));
  }

  /** {@code (x - mean) / sqrt(mean (x - mean)^2 + epsilon) scale + shift} over the last axes. */
  private static void layerNormalization(NodeCall call) {
    Value x = call.value(0);
    int rank = x.shape().length;
    int axis = call.axis(call.attributes().integer("axis", -1), rank);
    if (axis == 0) {
      throw call.fail("there is no rule for means over the batch");
    }
    double epsilon = call.attributes().number("epsilon", 1e-5);
    int count = Windows.volume(Arrays.copyOfRange(x.shape(), axis, rank));
    int total = Windows.volume(x.shape());
    SparseRule.Terms[] centred = new SparseRule.Terms[total];
    SparseRule.Terms[] variances = new SparseRule.Terms[total];
    for (int n = 0; n < total; n++) {
      int first = n / count * count;
      int[] neurons = new int[count];
      double[] means = new double[count];
      double[] differences = new double[count];
      for (int i = 0; i < count; i++) {
        neurons[i] = first + i;
        means[i] = 1.0 / count;
        differences[i] = neurons[i] == n ? 1 - 1.0 / count : -1.0 / count;
      }
      centred[n] = new SparseRule.Terms(new int[count], neurons, differences, 0, 0);
      variances[n] = new SparseRule.Terms(new int[count], neurons, means, epsilon, 0);
    }
    // 1 - 1/n meets two roundings.
    Value difference = call.sparse(List.of(x), x.shape(), centred, 3);
    Value squares = call.elementwise(difference, SmoothFunctions.SQUARE);
    Value variance = call.sparse(List.of(squares), x.shape(), variances, 1);
    Value factor = call.elementwise(variance, SmoothFunctions.power(-0.5));
    Value normal = ArithmeticOperators.product(call, difference, factor, x.shape());
    double[] scale = call.constant(1).broadcast(x.shape()).data();
    double[] shift = call.has(2) ? call.constant(2).broadcast(x.shape()).data() : new double[total];
    SparseRule.Terms[] scaled = new SparseRule.Terms[total];
    for (int n = 0; n < total; n++) {
      scaled[n] =
          new SparseRule.Terms(new int[1], new int[] {n}, new double[] {scale[n]}, shift[n], 0);
    }
    call.result(call.sparse(List.of(normal), x.shape(), scaled, 0));
  }
}
