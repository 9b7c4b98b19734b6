package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A boundary {F = 0} to first order at a point x + r, seen from x: the half-space {@code normal .
 * r' <= offset} of perturbations r' that cross it.
 *
 * @param f F
 * @param r the perturbation at which F was linearised
 * @param normal {@code grad F / ||grad F||} at x + r
 * @param gap {@code F / ||grad F||} at x + r: signed distance to the boundary to first order,
 *     positive where it is not crossed
 * @param offset bound of the half-space, {@code normal . r - gap}
 * @param length {@code ||r||}
 * @param cosine cosine between r and the outward normal {@code -normal}
 * @param logits f(x + r)
 */
record Tangent(
    LogitCombination f,
    double[] r,
    double[] normal,
    double gap,
    double offset,
    double length,
    double cosine,
    double[] logits) {

  /** RayExits that meet the tangent plane at a smaller cosine are not extrapolated. */
  private static final double LEAST_COSINE = 0.1;

  /** The tangent of F at x + r; null if the gradient there is zero or not finite. */
  static @Nullable Tangent of(double[] r, LogitCombination f, double[] logits, double[] gradient) {
    double norm = Vectors.norm(gradient);
    if (!(norm > 0) || !Double.isFinite(norm)) {
      return null;
    }
    double[] normal = Vectors.scale(1 / norm, gradient);
    double gap = f.value(logits) / norm;
    return new Tangent(
        f,
        r,
        normal,
        gap,
        Vectors.dot(normal, r) - gap,
        Vectors.norm(r),
        EndPoint.cosine(r, normal),
        logits);
  }

  /**
   * The tangents of functions[i] at x + perturbations[i], in one call; those without a gradient are
   * left out.
   */
  static List<Tangent> at(
      double[] x,
      List<double[]> perturbations,
      List<LogitCombination> functions,
      Evaluator evaluator) {
    double[][] points = new double[perturbations.size()][];
    LogitCombination[][] rows = new LogitCombination[points.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = Vectors.add(x, perturbations.get(i));
      rows[i] = new LogitCombination[] {functions.get(i)};
    }
    Linearization[] at = evaluator.linearize(points, rows);
    List<Tangent> tangents = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      Tangent tangent =
          of(perturbations.get(i), functions.get(i), at[i].logits(), at[i].gradients()[0]);
      if (tangent != null) {
        tangents.add(tangent);
      }
    }
    return tangents;
  }

  /** The tangents of several functions at x + r, in one call; as {@link #at}. */
  static List<Tangent> atPoint(
      double[] x, double[] r, List<LogitCombination> functions, Evaluator evaluator) {
    if (functions.isEmpty()) {
      return List.of();
    }
    Linearization at =
        evaluator.linearize(Vectors.add(x, r), functions.toArray(LogitCombination[]::new));
    List<Tangent> tangents = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      Tangent tangent = of(r, functions.get(i), at.logits(), at.gradients()[i]);
      if (tangent != null) {
        tangents.add(tangent);
      }
    }
    return tangents;
  }

  /** {@code ||grad F||} at x + r; not a number where F is zero. */
  double slope() {
    return f.value(logits) / gap;
  }

  /** {@code |F| / ||grad F||} at x + r. */
  double residual() {
    return Math.abs(gap);
  }

  /** Where the ray from x through x + r crosses the tangent plane; infinite if hardly ever. */
  double crossing() {
    return cosine < LEAST_COSINE ? Double.POSITIVE_INFINITY : length + gap / cosine;
  }

  /** Where the direction u crosses the tangent plane; 0 if hardly ever. */
  double crossingAlong(double[] u) {
    double slope = -Vectors.dot(normal, u);
    return slope < LEAST_COSINE ? 0 : -offset / slope;
  }

  /** The shortest perturbation onto the tangent plane. */
  double[] projection() {
    return Vectors.scale(offset, normal);
  }

  /** The crossing as a perturbation: one step of Newton's method along the ray. */
  double[] landing() {
    return Vectors.scale(crossing() / length, r);
  }
}
