package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest tangents of a boundary, as half-spaces that a perturbation has to enter. Where a
 * piecewise linear boundary bends towards x, several of its pieces meet at the nearest point, and
 * that point is the nearest one of the intersection of their half-spaces.
 */
final class HalfSpaces {

  private static final int SWEEPS = 1000;
  private static final double SWEEP_TOLERANCE = 1e-12;

  private final int capacity;
  private final List<Tangent> tangents = new ArrayList<>();

  /**
   * @param capacity how many tangents to keep; older ones are forgotten
   */
  HalfSpaces(int capacity) {
    this.capacity = capacity;
  }

  void add(Tangent tangent) {
    tangents.add(tangent);
    if (tangents.size() > capacity) {
      tangents.remove(0);
    }
  }

  /**
   * Forgets the tangents by which r, a point on the boundary, would have to go further than the
   * tolerance to cross: where the boundary bends away from x a tangent plane does not bound the
   * other region.
   */
  void forgetThoseBeyond(double[] r, double tolerance) {
    tangents.removeIf(t -> Vectors.dot(t.normal(), r) > t.offset() + tolerance);
  }

  boolean isEmpty() {
    return tangents.isEmpty();
  }

  /** How far to go along the unit vector u to be in all half-spaces that it enters. */
  double crossing(double[] u) {
    return tangents.stream().mapToDouble(t -> t.crossingAlong(u)).max().orElse(0);
  }

  /**
   * The shortest perturbation in the intersection. Coordinate ascent on the dual (C. Hildreth, "A
   * quadratic programming procedure", 1957): {@code r = -sum_m lambda_m normal_m}, {@code lambda >=
   * 0}.
   */
  double[] nearest() {
    int n = tangents.size();
    double[][] gram = new double[n][n];
    double[] offset = new double[n];
    double scale = 0;
    for (int i = 0; i < n; i++) {
      offset[i] = tangents.get(i).offset();
      scale = Math.max(scale, Math.abs(offset[i]));
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(tangents.get(i).normal(), tangents.get(j).normal());
        gram[j][i] = gram[i][j];
      }
    }
    double[] lambda = new double[n];
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < SWEEPS && change > SWEEP_TOLERANCE * scale; sweep++) {
      change = 0;
      for (int i = 0; i < n; i++) {
        double violation = -offset[i] - Vectors.dot(gram[i], lambda);
        double updated = Math.max(0, lambda[i] + violation);
        change = Math.max(change, Math.abs(updated - lambda[i]));
        lambda[i] = updated;
      }
    }
    double[] r = new double[n == 0 ? 0 : tangents.get(0).normal().length];
    for (int i = 0; i < n; i++) {
      r = Vectors.addScaled(r, -lambda[i], tangents.get(i).normal());
    }
    return r;
  }
}
