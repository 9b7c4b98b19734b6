package io.separatrix.geometry.region;

import io.separatrix.geometry.Vectors;

/**
 * A plane with orthonormal axes, {@code point(s, t) = origin + s u + t v}; distances on the map are
 * distances in the input space.
 *
 * @param origin length d; not to be modified
 * @param u first axis, unit length; not to be modified
 * @param v second axis, unit length, orthogonal to u; not to be modified
 */
public record Plane(double[] origin, double[] u, double[] v) implements Chart {

  private static final double PARALLEL = 1e-9;

  /**
   * The plane through a point spanned by two directions: u along the first, v along the part of the
   * second that is orthogonal to u (Gram and Schmidt).
   *
   * @throws IllegalArgumentException if the directions are parallel or one of them is 0
   */
  public static Plane spanned(double[] origin, double[] first, double[] second) {
    double[] u = Vectors.normalize(first);
    double[] across = across(u, second);
    if (!isSpanned(first, second)) {
      throw new IllegalArgumentException(
          "expected two directions that span a plane, found lengths "
              + Vectors.norm(first)
              + " and "
              + Vectors.norm(second)
              + " with cosine "
              + Vectors.cosine(first, second));
    }
    double[] v = Vectors.normalize(across);
    // Once more: for nearly parallel directions the first pass leaves a rounding error along u.
    v = Vectors.normalize(Vectors.addScaled(v, -Vectors.dot(v, u), u));
    return new Plane(origin, u, v);
  }

  /** Whether two directions span a plane: neither is 0, and they are not parallel. */
  public static boolean isSpanned(double[] first, double[] second) {
    double[] u = Vectors.normalize(first);
    return Vectors.norm(u) > 0 && Vectors.norm(across(u, second)) > PARALLEL;
  }

  /** The part of a direction, taken as a unit vector, that is orthogonal to a unit vector. */
  private static double[] across(double[] u, double[] direction) {
    double[] along = Vectors.normalize(direction);
    return Vectors.addScaled(along, -Vectors.dot(along, u), u);
  }

  @Override
  public double[] point(double s, double t) {
    return Vectors.addScaled(Vectors.addScaled(origin, s, u), t, v);
  }

  /**
   * Coordinates of the orthogonal projection of a point onto the plane.
   *
   * @param point length d; not modified
   */
  public Mark mark(String name, double[] point) {
    double[] offset = Vectors.subtract(point, origin);
    return new Mark(name, Vectors.dot(offset, u), Vectors.dot(offset, v));
  }
}
