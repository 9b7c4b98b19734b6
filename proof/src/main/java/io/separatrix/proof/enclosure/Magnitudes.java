package io.separatrix.proof.enclosure;

import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * {@code |W| x} of a layer for bounds x, never below the exact value. Many pixels are multiplied at
 * once. Serves several threads.
 */
final class Magnitudes {

  private final double[][] weights;
  private final Windows windows;
  private final int kernel;
  private final int groups;
  private final double above;

  /**
   * @param matrix the layer's weights, see {@link LinearRule}
   * @param roundings each weight is off by at most gamma of this, relative to itself
   */
  Magnitudes(double[][] matrix, int roundings, Windows windows, int kernel, int groups) {
    this.weights = new double[matrix.length][];
    Arrays.setAll(weights, o -> Arrays.stream(matrix[o]).map(Math::abs).toArray());
    this.windows = windows;
    this.kernel = kernel;
    this.groups = groups;
    this.above = Rounding.RIGOROUS.above(DenseProduct.depth(matrix[0].length) + roundings);
  }

  /**
   * Bounds of {@code |W| x}.
   *
   * @param x for each neuron non-negative numbers; the first {@code lanes} count
   */
  double[][] through(double[][] x, int lanes) {
    double[][] y = new double[weights.length * windows.count()][lanes];
    int outputs = weights.length / groups;
    int length = weights[0].length;
    int rowsAtOnce = DenseProduct.share(outputs, length);
    int pixelsAtOnce =
        Math.max(1, DenseProduct.share(windows.count() * lanes, length) / Math.max(1, lanes));
    DenseProduct product = DenseProduct.get();
    product.require(rowsAtOnce, length, pixelsAtOnce * lanes);
    double[] none = new double[pixelsAtOnce * lanes];
    for (int group = 0; group < groups; group++) {
      for (int row = 0; row < outputs; row += rowsAtOnce) {
        int first = group * outputs + row;
        int rows = Math.min(rowsAtOnce, outputs - row);
        for (int i = 0; i < rows; i++) {
          product.left().put(i * length, weights[first + i], 0, length);
        }
        for (int p = 0; p < windows.count(); p += pixelsAtOnce) {
          int pixels = Math.min(pixelsAtOnce, windows.count() - p);
          unfold(x, lanes, group, p, pixels, product.right(), none);
          multiply(product, first, rows, p, pixels, lanes, y);
        }
      }
    }
    return y;
  }

  /** What so many pixels see, side by side, nothing where they see beyond the image. */
  private void unfold(
      double[][] x, int lanes, int group, int from, int pixels, DoubleBuffer right, double[] none) {
    int inputs = weights[0].length / kernel;
    int pixelsIn = x.length / (inputs * groups);
    int columns = pixels * lanes;
    for (int k = 0; k < weights[0].length; k++) {
      right.put(k * columns, none, 0, columns);
    }
    for (int j = 0; j < pixels; j++) {
      int[] seen = windows.pixels()[from + j];
      int[] offsets = windows.offsets()[from + j];
      for (int i = 0; i < seen.length; i++) {
        for (int c = 0; c < inputs; c++) {
          double[] value = x[(group * inputs + c) * pixelsIn + seen[i]];
          right.put((c * kernel + offsets[i]) * columns + j * lanes, value, 0, lanes);
        }
      }
    }
  }

  private void multiply(
      DenseProduct product, int first, int rows, int from, int pixels, int lanes, double[][] y) {
    DoubleBuffer result = product.multiply(rows, weights[0].length, pixels * lanes);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < pixels; j++) {
        double[] to = y[(first + i) * windows.count() + from + j];
        result.get((i * pixels + j) * lanes, to, 0, lanes);
        for (int lane = 0; lane < lanes; lane++) {
          to[lane] *= above;
        }
      }
    }
  }
}
