package io.separatrix.proof.enclosure;

import java.nio.DoubleBuffer;

/**
 * {@code M x} for a matrix M of a layer's form, at every output pixel, in an order of summation
 * that is not known: see {@link DenseProduct#depth}. Many pixels are multiplied at once. Serves
 * several threads.
 */
final class LayerProduct {

  private final double[][] matrix;
  private final Unfolding unfolding;

  /**
   * @param matrix for each output its coefficients: channel by channel, and in it the places of the
   *     kernel; not modified
   */
  LayerProduct(double[][] matrix, Unfolding unfolding) {
    this.matrix = matrix;
    this.unfolding = unfolding;
  }

  /**
   * {@code M x}.
   *
   * @param x for each neuron its lane array
   * @param from the first lane that counts
   * @param lanes how many do
   */
  double[][] of(double[][] x, int from, int lanes) {
    int pixels = unfolding.pixels();
    double[][] y = new double[matrix.length * pixels][lanes];
    if (lanes == 0) {
      return y;
    }
    int outputs = matrix.length / unfolding.groups();
    int length = matrix[0].length;
    int rowsAtOnce = DenseProduct.share(outputs, length);
    int pixelsAtOnce = Math.max(1, DenseProduct.share(pixels * lanes, length) / lanes);
    DenseProduct product = DenseProduct.get();
    product.require(rowsAtOnce, length, pixelsAtOnce * lanes);
    double[] line = new double[pixelsAtOnce * lanes];
    for (int group = 0; group < unfolding.groups(); group++) {
      for (int row = 0; row < outputs; row += rowsAtOnce) {
        int first = group * outputs + row;
        int rows = Math.min(rowsAtOnce, outputs - row);
        for (int i = 0; i < rows; i++) {
          product.left().put(i * length, matrix[first + i], 0, length);
        }
        for (int p = 0; p < pixels; p += pixelsAtOnce) {
          int count = Math.min(pixelsAtOnce, pixels - p);
          unfolding.columns(x, from, lanes, group, length, p, count, line, product.right());
          DoubleBuffer result = product.multiply(rows, length, count * lanes);
          for (int i = 0; i < rows; i++) {
            for (int j = 0; j < count; j++) {
              result.get((i * count + j) * lanes, y[(first + i) * pixels + p + j], 0, lanes);
            }
          }
        }
      }
    }
    return y;
  }
}
