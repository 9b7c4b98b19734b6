package io.separatrix.geometry.region;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connected pieces of a map of labels: points of one label that are neighbours along a row, a
 * column or a diagonal belong to one piece.
 *
 * <p>Source: Somepalli, Fowl, Bansal, Yeh-Chiang, Dar, Baraniuk, Goldblum, Goldstein, "Can neural
 * nets learn the same model twice?", CVPR 2022 (their fragmentation score).
 */
public final class Fragments {

  private Fragments() {}

  /**
   * How many pieces there are, those of all labels together.
   *
   * @param labels rows of equal length; not modified
   */
  public static int count(int[][] labels) {
    boolean[][] seen = new boolean[labels.length][];
    for (int row = 0; row < labels.length; row++) {
      seen[row] = new boolean[labels[row].length];
    }
    int pieces = 0;
    for (int row = 0; row < labels.length; row++) {
      for (int column = 0; column < labels[row].length; column++) {
        if (!seen[row][column]) {
          pieces++;
          flood(labels, row, column, seen);
        }
      }
    }
    return pieces;
  }

  private static void flood(int[][] labels, int row, int column, boolean[][] seen) {
    int label = labels[row][column];
    Deque<int[]> open = new ArrayDeque<>();
    seen[row][column] = true;
    open.push(new int[] {row, column});
    while (!open.isEmpty()) {
      int[] at = open.pop();
      for (int r = Math.max(0, at[0] - 1); r <= Math.min(labels.length - 1, at[0] + 1); r++) {
        int last = labels[r].length - 1;
        for (int c = Math.max(0, at[1] - 1); c <= Math.min(last, at[1] + 1); c++) {
          if (!seen[r][c] && labels[r][c] == label) {
            seen[r][c] = true;
            open.push(new int[] {r, c});
          }
        }
      }
    }
  }
}
