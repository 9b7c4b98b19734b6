package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Largest and mean values of windows and of axes. */
final class PoolingOperators {

  private PoolingOperators() {}

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("MaxPool", PoolingOperators::maximum);
    translations.put("AveragePool", PoolingOperators::average);
    translations.put("GlobalMaxPool", call -> call.result(pooled(call, whole(call), true, true)));
    translations.put(
        "GlobalAveragePool", call -> call.result(pooled(call, whole(call), false, true)));
    translations.put("ReduceMean", call -> reduced(call, true));
    translations.put("ReduceSum", call -> reduced(call, false));
  }

  private static int[] image(Value x) {
    return Arrays.copyOfRange(x.shape(), 2, x.shape().length);
  }

  private static Windows whole(NodeCall call) {
    int[] image = image(call.value(0));
    return Windows.of(image, image, Attributes.NONE);
  }

  private static Windows windows(NodeCall call) {
    int[] kernel =
        Arrays.stream(call.attributes().integers("kernel_shape"))
            .mapToInt(Math::toIntExact)
            .toArray();
    return Windows.of(image(call.value(0)), kernel, call.attributes());
  }

  private static void maximum(NodeCall call) {
    if (call.node().outputs().size() > 1) {
      throw call.fail("there is no rule for the places of the maxima");
    }
    call.result(pooled(call, windows(call), true, true));
  }

  private static void average(NodeCall call) {
    boolean padding = call.attributes().integer("count_include_pad", 0) == 1;
    call.result(pooled(call, windows(call), false, !padding));
  }

  private static Value pooled(NodeCall call, Windows windows, boolean largest, boolean insideOnly) {
    Value x = call.value(0);
    int channels = x.shape()[1];
    int pixels = Windows.volume(image(x));
    int[] shape = new int[x.shape().length];
    shape[0] = 1;
    shape[1] = channels;
    System.arraycopy(windows.extents(), 0, shape, 2, windows.extents().length);
    int[][] neurons = new int[channels * windows.count()][];
    for (int n = 0; n < neurons.length; n++) {
      int first = n / windows.count() * pixels;
      neurons[n] =
          Arrays.stream(windows.pixels()[n % windows.count()]).map(p -> first + p).toArray();
    }
    if (largest) {
      MaximumRule rule = new MaximumRule(NodeCall.inner(shape), neurons, windows.overlap());
      return call.compiler().onlyReads(call.node().inputs().get(0), PiecewiseLinear.RELU)
          ? beforeRelu(call, x, rule, shape)
          : call.write(rule, shape, x);
    }
    SparseRule.Terms[] terms = new SparseRule.Terms[neurons.length];
    for (int n = 0; n < terms.length; n++) {
      int w = n % windows.count();
      terms[n] = mean(neurons[n], insideOnly ? neurons[n].length : windows.padded()[w]);
    }
    return call.sparse(List.of(x), shape, terms, 1);
  }

  /** The maximum of ReLUs is the ReLU of the maximum, and fewer chords. */
  private static Value beforeRelu(NodeCall call, Value relu, MaximumRule rule, int[] shape) {
    call.compiler().replace(relu.step(), rule);
    return call.elementwise(new Value(relu.step(), shape), PiecewiseLinear.RELU);
  }

  private static SparseRule.Terms mean(int[] neurons, double count) {
    double[] factors = new double[neurons.length];
    Arrays.fill(factors, 1 / count);
    return new SparseRule.Terms(new int[neurons.length], neurons, factors, 0, 0);
  }

  /** Means and sums over axes. */
  private static void reduced(NodeCall call, boolean mean) {
    Value x = call.value(0);
    int rank = x.shape().length;
    int[] axes = call.integers("axes", 1);
    boolean[] gone = new boolean[rank];
    if (axes == null) {
      Arrays.fill(gone, 1, rank, true);
    } else {
      for (int axis : axes) {
        gone[call.axis(axis, rank)] = true;
      }
    }
    if (gone[0]) {
      throw call.fail("there is no rule for means over the batch");
    }
    call.result(overAxes(call, x, gone, mean, call.attributes().integer("keepdims", 1) == 1));
  }

  static Value overAxes(NodeCall call, Value x, boolean[] gone, boolean mean, boolean keep) {
    int rank = x.shape().length;
    int[] order = new int[rank];
    int kept = 0;
    for (int i = 0; i < rank; i++) {
      if (!gone[i]) {
        order[kept++] = i;
      }
    }
    int[] keptShape = new int[kept];
    int[] fullShape = new int[rank];
    Arrays.fill(fullShape, 1);
    for (int i = 0; i < kept; i++) {
      keptShape[i] = x.shape()[order[i]];
      fullShape[order[i]] = keptShape[i];
    }
    int at = kept;
    for (int i = 0; i < rank; i++) {
      if (gone[i]) {
        order[at++] = i;
      }
    }
    int[] indices = Tensor.indices(x.shape()).transposed(order).ints();
    int results = Windows.volume(keptShape);
    int count = indices.length / results;
    SparseRule.Terms[] terms = new SparseRule.Terms[results];
    for (int n = 0; n < results; n++) {
      terms[n] = mean(Arrays.copyOfRange(indices, n * count, (n + 1) * count), mean ? count : 1);
    }
    return call.sparse(List.of(x), keep ? fullShape : keptShape, terms, 1);
  }
}
