package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;

/**
 * Transposed convolutions: what a convolution sends backwards.
 *
 * <p>Rule: a dense layer at every pixel of the result ({@link LinearRule}): it sees the pixel i of
 * the operand through the place k of the kernel where {@code o + pad = stride i + dilation k}.
 * Norm: Schur's, the root of the largest sums of a row and of a column of |W|, where each place of
 * the kernel counts, whether some pixel is seen through it or not.
 */
final class TransposedConvolution {

  private TransposedConvolution() {}

  static void translate(NodeCall call) {
    Value x = call.value(0);
    Tensor weight = call.constant(1);
    Attributes attributes = call.attributes();
    int groups = Math.toIntExact(attributes.integer("group", 1));
    int axes = x.shape().length - 2;
    if (weight.rank() != axes + 2 || axes < 1 || x.shape()[1] != weight.shape()[0]) {
      throw call.fail(
          "weights "
              + Arrays.toString(weight.shape())
              + " do not fit "
              + Arrays.toString(x.shape()));
    }
    if (attributes.has("output_shape") || !attributes.text("auto_pad", "NOTSET").equals("NOTSET")) {
      throw call.fail("there is no rule for output_shape and auto_pad");
    }
    int[] image = Arrays.copyOfRange(x.shape(), 2, axes + 2);
    int[] kernel = Arrays.copyOfRange(weight.shape(), 2, axes + 2);
    Windows windows = windows(image, kernel, attributes);
    int places = Windows.volume(kernel);
    int inputs = weight.shape()[0] / groups;
    int outputs = weight.shape()[1];
    // Stored as inputs x outputs of a group x places.
    double[][] matrix = new double[outputs * groups][inputs * places];
    for (int o = 0; o < matrix.length; o++) {
      for (int c = 0; c < inputs; c++) {
        int from = ((o / outputs * inputs + c) * outputs + o % outputs) * places;
        System.arraycopy(weight.data(), from, matrix[o], c * places, places);
      }
    }
    Tensor bias = call.optional(2);
    Weights weights = Weights.exact(matrix, bias == null ? new double[matrix.length] : bias.data());
    int[] shape = new int[axes + 2];
    shape[0] = 1;
    shape[1] = matrix.length;
    System.arraycopy(windows.extents(), 0, shape, 2, axes);
    LinearRule layer =
        new LinearRule(
            NodeCall.inner(shape), windows, places, groups, weights, w -> norm(w, groups, places));
    call.result(call.write(layer, shape, x));
  }

  private static Windows windows(int[] image, int[] kernel, Attributes attributes) {
    int axes = image.length;
    long[] ones = new long[axes];
    Arrays.fill(ones, 1);
    long[] strides = attributes.integers("strides", ones);
    long[] dilations = attributes.integers("dilations", ones);
    long[] pads = attributes.integers("pads", new long[2 * axes]);
    long[] more = attributes.integers("output_padding", new long[axes]);
    int[] extents = new int[axes];
    for (int i = 0; i < axes; i++) {
      extents[i] =
          Math.toIntExact(
              strides[i] * (image[i] - 1)
                  + more[i]
                  + dilations[i] * (kernel[i] - 1)
                  + 1
                  - pads[i]
                  - pads[axes + i]);
    }
    int count = Windows.volume(extents);
    int places = Windows.volume(kernel);
    int[][] pixels = new int[count][];
    int[][] offsets = new int[count][];
    int[] seen = new int[places];
    int[] through = new int[places];
    for (int o = 0; o < count; o++) {
      int[] at = Windows.coordinates(o, extents);
      int found = 0;
      for (int k = 0; k < places; k++) {
        int[] place = Windows.coordinates(k, kernel);
        int pixel = 0;
        for (int i = 0; i < axes && pixel >= 0; i++) {
          long from = at[i] + pads[i] - dilations[i] * place[i];
          boolean inside = from >= 0 && from % strides[i] == 0 && from / strides[i] < image[i];
          pixel = inside ? pixel * image[i] + (int) (from / strides[i]) : -1;
        }
        if (pixel >= 0) {
          seen[found] = pixel;
          through[found++] = k;
        }
      }
      pixels[o] = Arrays.copyOf(seen, found);
      offsets[o] = Arrays.copyOf(through, found);
    }
    int[] padded = Arrays.stream(pixels).mapToInt(p -> p.length).toArray();
    return new Windows(extents, pixels, offsets, padded);
  }

  private static double norm(Weights weights, int groups, int places) {
    double[][] matrix = weights.matrix();
    int outputs = matrix.length / groups;
    double rows = 0;
    double columns = 0;
    for (int group = 0; group < groups; group++) {
      double[] column = new double[matrix[0].length / places];
      for (int o = group * outputs; o < (group + 1) * outputs; o++) {
        double row = 0;
        for (int i = 0; i < matrix[o].length; i++) {
          row += Math.abs(matrix[o][i]);
          column[i / places] += Math.abs(matrix[o][i]);
        }
        rows = Math.max(rows, row);
      }
      columns = Math.max(columns, Arrays.stream(column).max().orElse(0));
    }
    int sizes = matrix.length * matrix[0].length + weights.roundings() + 8;
    return Math.sqrt(rows * columns) * Rounding.RIGOROUS.above(sizes);
  }
}
