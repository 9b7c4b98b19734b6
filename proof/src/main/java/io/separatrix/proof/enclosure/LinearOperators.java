package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Convolutions, matrix products and the normalisation that belongs to them. */
final class LinearOperators {

  private static final double DEFAULT_EPSILON = 1e-5;

  private LinearOperators() {}

  static void register(Map<String, Compiler.Translation> translations) {
    translations.put("Conv", LinearOperators::convolution);
    translations.put("Gemm", LinearOperators::gemm);
    translations.put("ConvTranspose", TransposedConvolution::translate);
    translations.put("MatMul", ProductOperators::product);
    translations.put("BatchNormalization", LinearOperators::normalization);
  }

  private static void convolution(NodeCall call) {
    Value x = call.value(0);
    Tensor weight = call.constant(1);
    int[] shape = x.shape();
    int groups = Math.toIntExact(call.attributes().integer("group", 1));
    int outputs = weight.shape()[0];
    if (weight.rank() != shape.length || shape[1] != weight.shape()[1] * groups) {
      throw call.fail(
          "weights " + Arrays.toString(weight.shape()) + " do not fit " + Arrays.toString(shape));
    }
    int[] image = Arrays.copyOfRange(shape, 2, shape.length);
    int[] kernel = Arrays.copyOfRange(weight.shape(), 2, shape.length);
    Windows windows = Windows.of(image, kernel, call.attributes());
    int length = weight.data().length / outputs;
    double[][] matrix = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      matrix[o] = Arrays.copyOfRange(weight.data(), o * length, (o + 1) * length);
    }
    Weights weights = Weights.exact(matrix, bias(call, outputs));
    int[] extents = new int[shape.length];
    extents[0] = 1;
    extents[1] = outputs;
    System.arraycopy(windows.extents(), 0, extents, 2, image.length);
    int places = Windows.volume(kernel);
    ConvolutionNorm norm = new ConvolutionNorm(image, kernel, groups, call.attributes());
    call.result(
        call.write(
            new LinearRule(NodeCall.inner(extents), windows, places, groups, weights, norm),
            extents,
            x));
  }

  private static double[] bias(NodeCall call, int outputs) {
    Tensor bias = call.optional(2);
    return bias == null ? new double[outputs] : bias.data();
  }

  private static void gemm(NodeCall call) {
    Value x = call.value(0);
    Tensor weight = call.constant(1);
    double alpha = call.attributes().number("alpha", 1);
    double beta = call.attributes().number("beta", 1);
    if (call.attributes().integer("transA", 0) != 0 || x.shape().length != 2 || alpha != 1) {
      throw call.fail("there is a rule for one row, not transposed, and alpha = 1 only");
    }
    Tensor columns =
        call.attributes().integer("transB", 0) == 1 ? weight : weight.transposed(new int[] {1, 0});
    int outputs = columns.shape()[0];
    double[] bias = new double[outputs];
    Tensor constant = call.optional(2);
    if (constant != null) {
      if (beta != 1) {
        throw call.fail("there is a rule for beta = 1 only");
      }
      bias = constant.broadcast(new int[] {1, outputs}).data();
    }
    call.result(dense(call, x, columns, bias));
  }

  private static Value dense(NodeCall call, Value x, Tensor columns, double[] bias) {
    int outputs = columns.shape()[0];
    int inputs = columns.shape()[1];
    if (x.shape()[0] != 1 || x.shape()[1] != inputs) {
      throw call.fail(
          "weights "
              + Arrays.toString(columns.shape())
              + " do not fit "
              + Arrays.toString(x.shape()));
    }
    double[][] matrix = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      matrix[o] = Arrays.copyOfRange(columns.data(), o * inputs, (o + 1) * inputs);
    }
    Windows one = new Windows(new int[] {1}, new int[][] {{0}}, new int[][] {{0}}, new int[] {1});
    Weights weights = Weights.exact(matrix, bias);
    return call.write(
        new LinearRule(new int[] {outputs}, one, 1, 1, weights, ConvolutionNorm.dense()),
        new int[] {1, outputs},
        x);
  }

  /** Folded into the layer before, where nobody else reads that. */
  private static void normalization(NodeCall call) {
    Value x = call.value(0);
    if (call.attributes().integer("training_mode", 0) != 0) {
      throw call.fail("there is no rule for training mode");
    }
    double[] scale = call.constant(1).data();
    double[] shift = call.constant(2).data();
    double[] mean = call.constant(3).data();
    double[] variance = call.constant(4).data();
    double epsilon = call.attributes().number("epsilon", DEFAULT_EPSILON);
    @Nullable LinearRule layer =
        x.step() >= 0
                && call.compiler().readers(call.node().inputs().get(0)) == 1
                && call.compiler().rule(x.step()) instanceof LinearRule linear
            ? linear
            : null;
    if (layer != null && layer.weights().matrix().length == scale.length) {
      call.compiler()
          .replace(
              x.step(),
              layer.normalized(
                  layer
                      .weights()
                      .normalized(scale, shift, mean, variance, epsilon, call.rounding())));
      call.result(x);
      return;
    }
    // Each channel by itself: a diagonal matrix.
    double[][] ones = new double[scale.length][1];
    for (double[] row : ones) {
      row[0] = 1;
    }
    Weights diagonal =
        Weights.exact(ones, new double[scale.length])
            .normalized(scale, shift, mean, variance, epsilon, call.rounding());
    int pixels = Windows.volume(x.shape()) / scale.length;
    SparseRule.Terms[] terms = new SparseRule.Terms[Windows.volume(x.shape())];
    for (int n = 0; n < terms.length; n++) {
      int c = n / pixels;
      terms[n] =
          new SparseRule.Terms(
              new int[1],
              new int[] {n},
              diagonal.matrix()[c],
              diagonal.bias()[c],
              diagonal.biasError()[c]);
    }
    call.result(call.sparse(java.util.List.of(x), x.shape(), terms, 1));
  }
}
