package io.separatrix.proof.enclosure;

import java.util.Arrays;

/**
 * Products of a matrix with many vectors at once. The vectors' i-th numbers are one array, a
 * <i>lane array</i>, so that the innermost loop runs over vectors.
 *
 * <p>The order of summation is fixed: fours of products, up to eight of them in a block, the blocks
 * one after another. So a product of length n meets {@link #depth}(n) roundings instead of n.
 */
final class LaneProduct {

  /** Products in a block: eight fours. */
  private static final int BLOCK = 32;

  /** Fewer lanes than this are no loop of their own. */
  private static final int SHORT = 12;

  /** Lanes at once: a block of them and the sums fit into the first cache. */
  private static final int STRIP = 112;

  // A block of vectors is copied side by side: from all over the heap, many would share a cache
  // line's place and drive each other out.
  private final double[][] near = new double[BLOCK][STRIP];
  private final double[] partial = new double[STRIP];

  /**
   * The most roundings that a product meets on its way into a sum that starts at 0, and a bias: its
   * own; two in its four; nine in its block, which has up to seven fours and three single ones, or
   * eight fours, the first addition to 0 being exact; one for each further block; one for the bias.
   */
  static int depth(int length) {
    return 12 + (length + BLOCK - 1) / BLOCK;
  }

  /**
   * {@code results[i] += sum_k matrix[rows[i]][columns[k]] vectors[k]}.
   *
   * @param matrix rows of numbers
   * @param rows which rows
   * @param columns which columns; the first {@code length} count
   * @param vectors lane arrays; the first {@code length} count
   * @param lanes numbers of each lane array that count
   */
  void add(
      double[][] matrix,
      int[] rows,
      int[] columns,
      double[][] vectors,
      int length,
      int lanes,
      double[][] results) {
    if (lanes < SHORT) {
      addShort(matrix, rows, columns, vectors, length, lanes, results);
      return;
    }
    int size = strip(lanes);
    for (int start = 0; start < lanes; start += size) {
      int strip = Math.min(size, lanes - start);
      for (int from = 0; from < length; from += BLOCK) {
        int count = Math.min(BLOCK, length - from);
        for (int k = 0; k < count; k++) {
          System.arraycopy(vectors[from + k], start, near[k], 0, strip);
        }
        for (int i = 0; i < rows.length; i++) {
          block(matrix[rows[i]], columns, from, count, strip);
          plus(results[i], start, partial, strip);
        }
      }
    }
  }

  /** Even strips: a short one at the end takes as long as a longer one. */
  private static int strip(int lanes) {
    int strips = (lanes + STRIP - 1) / STRIP;
    return (lanes + strips - 1) / strips;
  }

  /**
   * The same sums in the same order with vectors inside. The loops over lanes must not see these:
   * the compiler does not unroll a loop that it has seen to be short.
   */
  private static void addShort(
      double[][] matrix,
      int[] rows,
      int[] columns,
      double[][] vectors,
      int length,
      int lanes,
      double[][] results) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = matrix[rows[i]];
      for (int lane = 0; lane < lanes; lane++) {
        double total = results[i][lane];
        for (int from = 0; from < length; from += BLOCK) {
          int to = Math.min(length, from + BLOCK);
          double sum = 0;
          int k = from;
          for (; k + 4 <= to; k += 4) {
            sum +=
                (row[columns[k]] * vectors[k][lane] + row[columns[k + 1]] * vectors[k + 1][lane])
                    + (row[columns[k + 2]] * vectors[k + 2][lane]
                        + row[columns[k + 3]] * vectors[k + 3][lane]);
          }
          for (; k < to; k++) {
            sum += row[columns[k]] * vectors[k][lane];
          }
          total += sum;
        }
        results[i][lane] = total;
      }
    }
  }

  /** The sum of one block of vectors, which lie in {@code near}, into {@code partial}. */
  private void block(double[] row, int[] columns, int from, int count, int strip) {
    int k = 0;
    if (count < 4) {
      Arrays.fill(partial, 0, strip, 0);
    } else {
      first(
          partial,
          near[0],
          near[1],
          near[2],
          near[3],
          strip,
          row[columns[from]],
          row[columns[from + 1]],
          row[columns[from + 2]],
          row[columns[from + 3]]);
      k = 4;
    }
    for (; k + 4 <= count; k += 4) {
      four(
          partial,
          near[k],
          near[k + 1],
          near[k + 2],
          near[k + 3],
          strip,
          row[columns[from + k]],
          row[columns[from + k + 1]],
          row[columns[from + k + 2]],
          row[columns[from + k + 3]]);
    }
    for (; k < count; k++) {
      one(partial, near[k], strip, row[columns[from + k]]);
    }
  }

  // The compiler makes vector instructions of loops that store to one array only.
  private static void first(
      double[] sum,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      int lanes,
      double w0,
      double w1,
      double w2,
      double w3) {
    for (int i = 0; i < lanes; i++) {
      sum[i] = (w0 * x0[i] + w1 * x1[i]) + (w2 * x2[i] + w3 * x3[i]);
    }
  }

  private static void four(
      double[] sum,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      int lanes,
      double w0,
      double w1,
      double w2,
      double w3) {
    for (int i = 0; i < lanes; i++) {
      sum[i] += (w0 * x0[i] + w1 * x1[i]) + (w2 * x2[i] + w3 * x3[i]);
    }
  }

  private static void one(double[] sum, double[] x, int lanes, double w) {
    for (int i = 0; i < lanes; i++) {
      sum[i] += w * x[i];
    }
  }

  private static void plus(double[] sum, int start, double[] x, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sum[start + i] += x[i];
    }
  }
}
