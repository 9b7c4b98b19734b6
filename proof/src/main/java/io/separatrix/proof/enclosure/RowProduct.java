package io.separatrix.proof.enclosure;

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
  private final int generators;
  private final Rows.Union unions;
  private final LaneProduct product = new LaneProduct();
  private final List<int[]> lists = new ArrayList<>();
  private int[] union = new int[0];
  private int[] columns = new int[64];
  private double[][] coefficients = new double[64][];
  private int[] slots = new int[64];
  private double[][] strips = new double[64][LaneProduct.STRIP];
  private int[] @Nullable [] places = new int[16][];
  private int[] reached = new int[16];
  private int length;

  /**
   * @param generators numbers of generators are below this
   */
  RowProduct(Rows rows, int generators, double[][] matrix) {
    this.rows = rows;
    this.matrix = matrix;
    this.generators = generators;
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
      places[i] = length == before || ids == union ? null : placesOf(ids);
    }
  }

  private void put(int column, double[] row, int slot) {
    if (length == columns.length) {
      columns = Arrays.copyOf(columns, 2 * length);
      slots = Arrays.copyOf(slots, 2 * length);
      coefficients = Arrays.copyOf(coefficients, 2 * length);
      strips = Arrays.copyOf(strips, 2 * length);
      for (int k = length; k < strips.length; k++) {
        strips[k] = new double[LaneProduct.STRIP];
      }
    }
    columns[length] = column;
    coefficients[length] = row;
    slots[length++] = slot;
  }

  private int[] placesOf(int[] ids) {
    // All generators: each is at its number.
    return union.length == generators ? ids : Rows.Union.places(ids, union);
  }

  /** {@code results[o] = sum_k matrix[o][k] vector_k} for the given rows o of the matrix. */
  void multiply(int[] outputs, double[] @Nullable [] results) {
    int lanes = union.length;
    double[][] fresh = new double[outputs.length][lanes];
    if (lanes < LaneProduct.SHORT) {
      bring(0, lanes);
      product.add(matrix, outputs, columns, strips, length, lanes, fresh);
    } else {
      int size = LaneProduct.strip(lanes);
      Arrays.fill(reached, 0);
      for (int start = 0; start < lanes; start += size) {
        int strip = Math.min(size, lanes - start);
        bring(start, strip);
        product.addStrip(matrix, outputs, columns, strips, length, strip, fresh, start);
      }
    }
    for (int i = 0; i < outputs.length; i++) {
      results[outputs[i]] = fresh[i];
    }
  }

  /** Brings the coefficients of the generators from start on into the order of the union. */
  private void bring(int start, int count) {
    for (int k = 0; k < length; ) {
      int slot = slots[k];
      int[] at = places[slot];
      int from = start;
      int to = start + count;
      if (at != null) {
        from = start == 0 ? 0 : reached[slot];
        to = from;
        while (to < at.length && at[to] < start + count) {
          to++;
        }
        reached[slot] = to;
      }
      boolean dense = at == null || to - from == count;
      for (; k < length && slots[k] == slot; k++) {
        if (dense) {
          System.arraycopy(coefficients[k], from, strips[k], 0, count);
        } else {
          scatter(coefficients[k], at, from, to, start, strips[k], count);
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
