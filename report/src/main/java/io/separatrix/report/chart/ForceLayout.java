package io.separatrix.report.chart;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Places the nodes of a graph in the plane so that neighbours are near and others apart: springs
 * along the edges, repulsion between all nodes, and steps that shrink (Fruchterman and Reingold,
 * "Graph drawing by force-directed placement", Software: Practice and Experience 21, 1991). A weak
 * pull to the middle keeps parts together that no edge joins. The same graph gives the same layout.
 */
final class ForceLayout {

  private static final int STEPS = 500;
  private static final double PULL = 0.08;

  private ForceLayout() {}

  /**
   * Positions.
   *
   * @param nodes how many
   * @param edges two nodes each
   * @param width of the area
   * @param height likewise
   * @param side of the square that a node takes; squares are pushed apart as far as there is room
   * @return x and y of each node, within the area
   */
  static double[][] of(int nodes, List<int[]> edges, double width, double height, double side) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] at = new double[nodes][];
    for (int i = 0; i < nodes; i++) {
      at[i] = new double[] {random.nextDouble() * width, random.nextDouble() * height};
    }
    double length = Math.sqrt(width * height / Math.max(1, nodes));
    for (int step = 0; step < STEPS; step++) {
      double[][] force = forces(at, edges, length, width, height);
      double most = 0.1 * Math.max(width, height) * (1 - (double) step / STEPS);
      for (int i = 0; i < nodes; i++) {
        double size = Math.hypot(force[i][0], force[i][1]);
        double scale = size > most ? most / size : 1;
        at[i][0] += scale * force[i][0];
        at[i][1] += scale * force[i][1];
      }
    }
    for (int step = 0; step < STEPS; step++) {
      fitted(at, width, height);
      if (!separated(at, side)) {
        break;
      }
    }
    return fitted(at, width, height);
  }

  /** Pushes squares apart that overlap, along the axis on which they do so less. */
  private static boolean separated(double[][] at, double side) {
    boolean moved = false;
    for (int i = 0; i < at.length; i++) {
      for (int j = 0; j < i; j++) {
        double dx = at[i][0] - at[j][0];
        double dy = at[i][1] - at[j][1];
        int axis = Math.abs(dx) > Math.abs(dy) ? 0 : 1;
        double apart = axis == 0 ? dx : dy;
        if (Math.abs(apart) < side) {
          double push = (side - Math.abs(apart)) / 2 * (apart < 0 ? -1 : 1);
          at[i][axis] += push;
          at[j][axis] -= push;
          moved = true;
        }
      }
    }
    return moved;
  }

  private static double[][] forces(
      double[][] at, List<int[]> edges, double length, double width, double height) {
    double[][] force = new double[at.length][2];
    for (int i = 0; i < at.length; i++) {
      for (int j = 0; j < i; j++) {
        double dx = at[i][0] - at[j][0];
        double dy = at[i][1] - at[j][1];
        double repulsion = length * length / Math.max(1e-6 * length, dx * dx + dy * dy);
        add(force, i, j, repulsion * dx, repulsion * dy);
      }
      force[i][0] += PULL * (width / 2 - at[i][0]);
      force[i][1] += PULL * (height / 2 - at[i][1]);
    }
    for (int[] edge : edges) {
      double dx = at[edge[1]][0] - at[edge[0]][0];
      double dy = at[edge[1]][1] - at[edge[0]][1];
      double attraction = Math.hypot(dx, dy) / length;
      add(force, edge[0], edge[1], attraction * dx, attraction * dy);
    }
    return force;
  }

  private static void add(double[][] force, int i, int j, double x, double y) {
    force[i][0] += x;
    force[i][1] += y;
    force[j][0] -= x;
    force[j][1] -= y;
  }

  /** Stretched to the area, each axis by itself. */
  private static double[][] fitted(double[][] at, double width, double height) {
    double[] extents = {width, height};
    for (int axis = 0; axis < 2; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] point : at) {
        low = Math.min(low, point[axis]);
        high = Math.max(high, point[axis]);
      }
      for (double[] point : at) {
        point[axis] =
            high > low ? extents[axis] * (point[axis] - low) / (high - low) : extents[axis] / 2;
      }
    }
    return at;
  }
}
