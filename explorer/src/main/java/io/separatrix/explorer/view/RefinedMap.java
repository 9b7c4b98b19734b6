package io.separatrix.explorer.view;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A map of labels of n x n points, evaluated on a coarse lattice first and further only where
 * labels change, as a quadtree: most points lie deep inside regions and take the label of the
 * lattice points around them.
 *
 * <p>A cell between four lattice points is divided if their labels differ, if a neighbour's do,
 * diagonal neighbours included (a boundary may pass through without touching a corner), or if the
 * smallest margin at its corners is small against what the margin changes around the cell, so that
 * another class may lie between them. What is divided is evaluated at the middles of edges and in
 * the centre; where that shows another label, the cells at that edge are divided too, until nothing
 * changes. A point that was not evaluated has its label and margin by interpolation, and is marked.
 */
final class RefinedMap {

  /** A cell is divided where the margin is less than this times its change along the cell. */
  private static final double SUSPECT = 0.4;

  /** Up to this stride a neighbour's labels do not matter: a boundary that bends so is seen. */
  private static final int FINE = 2;

  private static final int BASE = 16;

  private final int size;
  private final Evaluation evaluation;
  private final int[] labels;
  private final float[] margins;
  private final BitSet evaluated;

  /** Asks the network. */
  interface Evaluation {
    /**
     * Evaluates points.
     *
     * @param points indices, row times n plus column
     * @param labels takes their labels, by index
     * @param margins takes their margins, by index
     */
    void at(int[] points, int[] labels, float[] margins);
  }

  /**
   * @param size n, a power of two, at least 16
   */
  RefinedMap(int size, Evaluation evaluation) {
    this.size = size;
    this.evaluation = evaluation;
    this.labels = new int[size * size];
    this.margins = new float[size * size];
    this.evaluated = new BitSet(size * size);
    Arrays.fill(labels, -1);
  }

  /** Predicted labels, row by row, -1 where nothing is known yet. */
  int[] labels() {
    return labels;
  }

  /** Largest logit less the second. */
  float[] margins() {
    return margins;
  }

  /** Points that were evaluated. */
  BitSet evaluated() {
    return evaluated;
  }

  /** Distance between points of the lattice that is evaluated in any case. */
  int base() {
    return size / BASE;
  }

  /** Evaluates every point of a lattice. */
  void sample(int stride) {
    int[] wanted = new int[size * size];
    int count = 0;
    for (int row = 0; row < size + stride - 1; row += stride) {
      for (int column = 0; column < size + stride - 1; column += stride) {
        int point = index(row, column);
        if (!evaluated.get(point)) {
          evaluated.set(point);
          wanted[count++] = point;
        }
      }
    }
    evaluation.at(Arrays.copyOf(wanted, count), labels, margins);
  }

  /** The last lattice line lies on the last point, also where the stride passes it. */
  private int index(int row, int column) {
    return Math.min(row, size - 1) * size + Math.min(column, size - 1);
  }

  /**
   * Halves a lattice.
   *
   * @param stride of the lattice that is known, even
   */
  void refine(int stride) {
    int half = stride / 2;
    fill(stride);
    boolean grown = true;
    while (grown) {
      BitSet wanted = new BitSet(size * size);
      for (int row = 0; row < size - 1; row += stride) {
        for (int column = 0; column < size - 1; column += stride) {
          if (divided(row, column, stride)) {
            for (int i = 0; i < 9; i++) {
              int point = index(row + i / 3 * half, column + i % 3 * half);
              if (!evaluated.get(point)) {
                wanted.set(point);
              }
            }
          }
        }
      }
      grown = !wanted.isEmpty();
      evaluated.or(wanted);
      evaluation.at(wanted.stream().toArray(), labels, margins);
    }
  }

  /** Interpolates at the points of the next lattice that were not evaluated. */
  private void fill(int stride) {
    int half = stride / 2;
    for (int row = 0; row < size - 1; row += stride) {
      for (int column = 0; column < size - 1; column += stride) {
        int[] corners = corners(row, column, stride);
        for (int i = 0; i < 9; i++) {
          int point = index(row + i / 3 * half, column + i % 3 * half);
          if (!evaluated.get(point)) {
            int line = i / 3;
            double down = line / 2.0;
            double right = i % 3 / 2.0;
            int nearest = corners[(down > 0.5 ? 2 : 0) + (right > 0.5 ? 1 : 0)];
            labels[point] = labels[nearest];
            margins[point] =
                (float)
                    ((1 - down) * ((1 - right) * margins[corners[0]] + right * margins[corners[1]])
                        + down * ((1 - right) * margins[corners[2]] + right * margins[corners[3]]));
          }
        }
      }
    }
  }

  private int[] corners(int row, int column, int stride) {
    return new int[] {
      index(row, column),
      index(row, column + stride),
      index(row + stride, column),
      index(row + stride, column + stride)
    };
  }

  /** Whether a cell is evaluated further: see the class. */
  private boolean divided(int row, int column, int stride) {
    if (mixed(row, column, stride)) {
      return true;
    }
    for (int i = 0; i < 9 && stride > FINE; i++) {
      int r = row + (i / 3 - 1) * stride;
      int c = column + (i % 3 - 1) * stride;
      if (r >= 0 && c >= 0 && r < size - 1 && c < size - 1 && mixed(r, c, stride)) {
        return true;
      }
    }
    return suspect(row, column, stride);
  }

  /** Whether two points of a cell that were evaluated have different labels. */
  private boolean mixed(int row, int column, int stride) {
    int label = labels[index(row, column)];
    int half = stride / 2;
    for (int i = 0; i < 9; i++) {
      if (labels[index(row + i / 3 * half, column + i % 3 * half)] != label) {
        return true;
      }
    }
    return false;
  }

  /** The change is the largest along the cell's sides and along those that go on from them. */
  private boolean suspect(int row, int column, int stride) {
    float least = Float.POSITIVE_INFINITY;
    float change = 0;
    for (int i = 0; i < 4; i++) {
      int r = row + i / 2 * stride;
      int c = column + i % 2 * stride;
      float margin = margins[index(r, c)];
      least = Math.min(least, margin);
      int up = Math.max(0, r - stride);
      int left = Math.max(0, c - stride);
      change = Math.max(change, Math.abs(margins[index(up, c)] - margin));
      change = Math.max(change, Math.abs(margins[index(r + stride, c)] - margin));
      change = Math.max(change, Math.abs(margins[index(r, left)] - margin));
      change = Math.max(change, Math.abs(margins[index(r, c + stride)] - margin));
    }
    return least < SUSPECT * change;
  }
}
