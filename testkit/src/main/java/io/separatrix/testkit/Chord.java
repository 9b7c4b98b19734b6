package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/** What a ball cuts out of a segment. */
final class Chord {

  private Chord() {}

  /**
   * Part of the segment's length inside the ball, from 0 to 1: {@code ||a + t (b - a) - c||^2 <
   * R^2} between the roots of a quadratic in t, cut to 0..1.
   */
  static double share(double[] a, double[] b, double[] centre, double radius) {
    double[] from = Vectors.subtract(a, centre);
    double[] along = Vectors.subtract(b, a);
    double squared = Vectors.dot(along, along);
    double outside = Vectors.dot(from, from) - radius * radius;
    if (squared == 0) {
      return outside <= 0 ? 1 : 0;
    }
    double middle = -Vectors.dot(from, along) / squared;
    double discriminant = middle * middle - outside / squared;
    if (discriminant <= 0) {
      return 0;
    }
    double half = Math.sqrt(discriminant);
    return Math.max(0, Math.min(1, middle + half) - Math.max(0, middle - half));
  }
}
