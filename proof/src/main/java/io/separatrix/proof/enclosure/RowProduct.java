package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generator rows through a window of a linear map: the coefficients of all generators that reach
 * the window, brought into one order, times the matrix. For one thread.
 */
final class RowProduct {

  private final Rows rows;
  private final double[][] matrix;
  private final Rows.Union unions;
  private final LaneProduct product = new LaneProduct();
  private final List<int[]> lists = new ArrayList<>();
  private int[] union = new int[0];
  private int[] columns = new int[64];
  private double[][] vectors = new double[64][];
  private double[][] buffers = new double[64][];
  private int length;

  /**
   * @param generators numbers of generators are below this
   */
  RowProduct(Rows rows, int generators, double[][] matrix) {
    this.rows = rows;
    this.matrix = matrix;
    this.unions = new Rows.Union(generators);
  }

  /** The generators that reach the pixels. */
  int[] union(int[] pixels) {
    lists.clear();
    for (int pixel : pixels) {
      if (rows.ids()[pixel].length > 0) {
        lists.add(rows.ids()[pixel]);
      }
    }
    union = unions.of(lists);
    return union;
  }

  /** Takes in the coefficients of channels at the pixels of the last union. */
  void gather(int[] pixels, int[] offsets, int kernel, int firstChannel, int channels) {
    length = 0;
    for (int i = 0; i < pixels.length; i++) {
      int[] ids = rows.ids()[pixels[i]];
      double[] @Nullable [] values = rows.values()[pixels[i]];
      int @Nullable [] places = null;
      for (int c = 0; c < channels && ids.length > 0; c++) {
        double[] coefficients = values[firstChannel + c];
        if (coefficients == null) {
          continue;
        }
        if (length == columns.length) {
          columns = java.util.Arrays.copyOf(columns, 2 * length);
          vectors = java.util.Arrays.copyOf(vectors, 2 * length);
          buffers = java.util.Arrays.copyOf(buffers, 2 * length);
        }
        columns[length] = c * kernel + offsets[i];
        if (ids == union) {
          vectors[length] = coefficients;
        } else {
          if (places == null) {
            places = Rows.Union.places(ids, union);
          }
          if (buffers[length] == null || buffers[length].length < union.length) {
            buffers[length] = new double[union.length + union.length / 4];
          }
          Rows.Union.scatter(coefficients, places, buffers[length], union.length);
          vectors[length] = buffers[length];
        }
        length++;
      }
    }
  }

  /** {@code results[o] = sum_k matrix[o][k] vector_k} for the given rows o of the matrix. */
  void multiply(int[] outputs, double[] @Nullable [] results) {
    double[][] fresh = new double[outputs.length][union.length];
    product.add(matrix, outputs, columns, vectors, length, union.length, fresh);
    for (int i = 0; i < outputs.length; i++) {
      results[outputs[i]] = fresh[i];
    }
  }
}
