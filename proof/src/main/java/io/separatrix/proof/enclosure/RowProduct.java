package io.separatrix.proof.enclosure;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final DenseProduct product = DenseProduct.get();
  private final List<int[]> lists = new ArrayList<>();
  private int[] union = new int[0];
  private int[] columns = new int[64];
  private double[][] coefficients = new double[64][];
  private int[] slots = new int[64];
  private double[] line = new double[64];
  private int[] @Nullable [] places = new int[16][];
  private int[] reached = new int[16];
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
    if (places.length < pixels.length) {
      places = new int[pixels.length][];
      reached = new int[pixels.length];
    }
    for (int i = 0; i < pixels.length; i++) {
      int[] ids = rows.ids()[pixels[i]];
      double[] @Nullable [] values = rows.values()[pixels[i]];
      int before = length;
      for (int c = 0; c < channels && ids.length > 0; c++) {
        double[] row = values[firstChannel + c];
        if (row != null) {
          put(c * kernel + offsets[i], row, i);
        }
      }
      places[i] = length == before || ids == union ? null : unions.places(ids, union);
    }
  }

  private void put(int column, double[] row, int slot) {
    if (length == columns.length) {
      columns = Arrays.copyOf(columns, 2 * length);
      slots = Arrays.copyOf(slots, 2 * length);
      coefficients = Arrays.copyOf(coefficients, 2 * length);
    }
    columns[length] = column;
    coefficients[length] = row;
    slots[length++] = slot;
  }

  /** {@code results[o] = sum_k matrix[o][k] vector_k} for the given rows o of the matrix. */
  void multiply(int[] outputs, double[] @Nullable [] results) {
    for (int o : outputs) {
      results[o] = new double[union.length];
    }
    if (length == 0) {
      return;
    }
    int rowsAtOnce = DenseProduct.share(outputs.length, length);
    int lanesAtOnce = DenseProduct.share(union.length, length);
    product.require(rowsAtOnce, length, lanesAtOnce);
    line =
        line.length < Math.max(length, lanesAtOnce)
            ? new double[Math.max(length, lanesAtOnce)]
            : line;
    for (int first = 0; first < outputs.length; first += rowsAtOnce) {
      int count = Math.min(rowsAtOnce, outputs.length - first);
      for (int i = 0; i < count; i++) {
        double[] row = matrix[outputs[first + i]];
        for (int k = 0; k < length; k++) {
          line[k] = row[columns[k]];
        }
        product.left().put(i * length, line, 0, length);
      }
      Arrays.fill(reached, 0);
      for (int start = 0; start < union.length; start += lanesAtOnce) {
        int lanes = Math.min(lanesAtOnce, union.length - start);
        bring(start, lanes, product.right());
        DoubleBuffer strip = product.multiply(count, length, lanes);
        for (int i = 0; i < count; i++) {
          strip.get(i * lanes, results[outputs[first + i]], start, lanes);
        }
      }
    }
  }

  /** Brings the coefficients of the generators from start on into the order of the union. */
  private void bring(int start, int count, DoubleBuffer strip) {
    for (int k = 0; k < length; ) {
      int slot = slots[k];
      int[] at = places[slot];
      int from = start;
      int to = start + count;
      if (at != null) {
        from = reached[slot];
        to = from;
        while (to < at.length && at[to] < start + count) {
          to++;
        }
        reached[slot] = to;
      }
      boolean dense = at == null || to - from == count;
      for (; k < length && slots[k] == slot; k++) {
        if (dense) {
          strip.put(k * count, coefficients[k], from, count);
        } else {
          scatter(coefficients[k], at, from, to, start, line, count);
          strip.put(k * count, line, 0, count);
        }
      }
    }
  }

  private static void scatter(
      double[] coefficients,
      int[] places,
      int from,
      int to,
      int start,
      double[] target,
      int count) {
    Arrays.fill(target, 0, count, 0);
    for (int i = from; i < to; i++) {
      target[places[i] - start] = coefficients[i];
    }
  }
}
