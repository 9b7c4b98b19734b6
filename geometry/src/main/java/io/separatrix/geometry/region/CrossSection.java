package io.separatrix.geometry.region;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.ConvexPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A map of predicted labels on a surface through the input space (Fig 2).
 *
 * @param chart where the points of the map lie
 * @param grid the sample points; {@code (labels[row][column])} belongs to {@code
 *     chart.point(grid.s(column), grid.t(row))}
 * @param labels predicted labels, rows x columns; not to be modified
 * @param margins largest logit minus the second largest, at least 0, rows x columns; not to be
 *     modified
 * @param marks points to be shown
 */
public record CrossSection(
    Chart chart, Grid grid, int[][] labels, double[][] margins, List<Mark> marks) {

  /** Points whose logits are held at one time: enough to fill batches. */
  private static final int CALL = 256;

  public CrossSection {
    marks = List.copyOf(marks);
  }

  /**
   * Fig 2 left: the plane through x1 spanned by {@code x2 - x1} (the first axis) and r(x1) (the
   * second, made orthogonal to the first), with x1, its boundary point {@code z = x1 + r} and x2
   * marked.
   *
   * @param x1 length d; not modified
   * @param perturbation r(x1); not modified
   * @param x2 length d; not modified
   * @throws IllegalArgumentException if r and x2 - x1 span no plane
   */
  public static CrossSection left(
      double[] x1, double[] perturbation, double[] x2, Grid grid, Evaluator evaluator) {
    Plane plane = Plane.spanned(x1, Vectors.subtract(x2, x1), perturbation);
    List<Mark> marks =
        List.of(
            plane.mark("x1", x1),
            plane.mark("z", Vectors.add(x1, perturbation)),
            plane.mark("x2", x2));
    return of(plane, grid, marks, evaluator);
  }

  /**
   * Fig 2 right: the sections spanned by r(x1) and the segments of a path from x1, stitched; the
   * first axis is arc length. The anchors and {@code z = x1 + r} are marked.
   *
   * @param path from x1 to x2
   * @param perturbation r(x1), not 0; not modified
   */
  public static CrossSection right(
      ConvexPath path, double[] perturbation, Grid grid, Evaluator evaluator) {
    UnfoldedPath chart = UnfoldedPath.along(path, perturbation);
    List<Mark> marks = new ArrayList<>(chart.marks());
    marks.add(new Mark("z", 0, Vectors.norm(perturbation)));
    return of(chart, grid, marks, evaluator);
  }

  /** Evaluates the grid on any chart, in calls of bounded size. */
  public static CrossSection of(Chart chart, Grid grid, List<Mark> marks, Evaluator evaluator) {
    int[][] labels = new int[grid.rows()][grid.columns()];
    double[][] margins = new double[grid.rows()][grid.columns()];
    int total = Math.multiplyExact(grid.rows(), grid.columns());
    for (int from = 0; from < total; from += CALL) {
      int first = from;
      double[][] logits =
          evaluator.logits(
              Math.min(CALL, total - first),
              i ->
                  chart.point(
                      grid.s((first + i) % grid.columns()), grid.t((first + i) / grid.columns())));
      for (int i = 0; i < logits.length; i++) {
        int row = (first + i) / grid.columns();
        int column = (first + i) % grid.columns();
        labels[row][column] = Vectors.argmax(logits[i]);
        margins[row][column] = Margin.of(logits[i], labels[row][column]);
      }
    }
    return new CrossSection(chart, grid, labels, margins, marks);
  }
}
