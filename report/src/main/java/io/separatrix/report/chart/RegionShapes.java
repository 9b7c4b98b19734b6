package io.separatrix.report.chart;

import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * The regions of a map between the points where it was taken. Each label has a score at each point:
 * the margin where it is the largest, minus the margin elsewhere. Between points scores are
 * bilinear, so the boundary of two labels crosses the line between two points where their margins
 * say, and not half-way.
 *
 * @param labels rows x columns; not modified
 * @param margins largest logit less the second largest, rows x columns, not negative; not modified
 */
record RegionShapes(int[][] labels, double[][] margins) {

  /**
   * Labels on a finer grid over the same rectangle, by the largest score.
   *
   * @param columns of the finer grid, whose points are the centres of its cells
   * @param rows likewise
   */
  int[][] finer(int columns, int rows) {
    int[][] finer = new int[rows][columns];
    for (int row = 0; row < rows; row++) {
      double y = (row + 0.5) / rows * (labels.length - 1);
      for (int column = 0; column < columns; column++) {
        double x = (column + 0.5) / columns * (labels[0].length - 1);
        finer[row][column] = labelAt(x, y);
      }
    }
    return finer;
  }

  private int labelAt(double x, double y) {
    int column = Math.min((int) x, labels[0].length - 2);
    int row = Math.min((int) y, labels.length - 2);
    int[] corners = corners(column, row);
    int best = corners[0];
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int label : corners) {
      double score = score(label, x - column, y - row, column, row);
      if (score > bestScore) {
        bestScore = score;
        best = label;
      }
    }
    return best;
  }

  private int[] corners(int column, int row) {
    return new int[] {
      labels[row][column],
      labels[row][column + 1],
      labels[row + 1][column],
      labels[row + 1][column + 1]
    };
  }

  private double score(int label, double u, double v, int column, int row) {
    return (1 - v) * ((1 - u) * at(label, column, row) + u * at(label, column + 1, row))
        + v * ((1 - u) * at(label, column, row + 1) + u * at(label, column + 1, row + 1));
  }

  private double at(int label, int column, int row) {
    double margin = margins[row][column];
    return labels[row][column] == label ? margin : -margin;
  }

  /**
   * The lines between regions: for each label in turn where its score is zero, straight between the
   * crossings of each square of four points.
   *
   * @param left edge of the rectangle on the drawing
   * @param top edge, where the last row is
   */
  Path2D boundaries(double left, double top, double width, double height) {
    Path2D path = new Path2D.Double();
    double dx = width / (labels[0].length - 1);
    double dy = height / (labels.length - 1);
    for (int row = 0; row + 1 < labels.length; row++) {
      for (int column = 0; column + 1 < labels[0].length; column++) {
        int[] corners = corners(column, row);
        int[] different = Arrays.stream(corners).distinct().toArray();
        // Of two labels one line is both; of more each has its own.
        int lines = different.length == 2 ? 1 : different.length;
        for (int i = 0; i < lines && different.length > 1; i++) {
          square(different[i], column, row, left, top + height, dx, -dy, path);
        }
      }
    }
    return path;
  }

  /** The crossings of one label's score with zero around a square, joined two by two. */
  private void square(
      int label, int column, int row, double x0, double y0, double dx, double dy, Path2D path) {
    double[][] around = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    double[] ends = new double[8];
    int found = 0;
    for (int side = 0; side < 4; side++) {
      double[] from = around[side];
      double[] to = around[(side + 1) % 4];
      double a = at(label, column + (int) from[0], row + (int) from[1]);
      double b = at(label, column + (int) to[0], row + (int) to[1]);
      double share = a / (a - b);
      if (a >= 0 != b >= 0 && Double.isFinite(share)) {
        ends[2 * found] = x0 + dx * (column + from[0] + share * (to[0] - from[0]));
        ends[2 * found + 1] = y0 + dy * (row + from[1] + share * (to[1] - from[1]));
        found++;
      }
    }
    for (int i = 0; i + 1 < found; i += 2) {
      path.moveTo(ends[2 * i], ends[2 * i + 1]);
      path.lineTo(ends[2 * i + 2], ends[2 * i + 3]);
    }
  }
}
