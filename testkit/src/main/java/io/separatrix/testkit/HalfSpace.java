package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/**
 * {@code F = a . x + c}: one plane, at distance {@code |F| / ||a||}, without curvature.
 *
 * @param a not zero; not modified
 * @param c offset
 */
public record HalfSpace(double[] a, double c) implements KnownRegion {

  @Override
  public int dimension() {
    return a.length;
  }

  @Override
  public ScalarField field() {
    return ScalarField.affine(a, c);
  }

  @Override
  public double[] nearest(double[] x) {
    return Vectors.addScaled(x, -field().value(x) / Vectors.dot(a, a), a);
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    return new double[a.length - 1];
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public double insideShare(double[] from, double[] to) {
    double first = field().value(from);
    double last = field().value(to);
    if (first >= 0 && last >= 0) {
      return 1;
    }
    double inside = Math.max(first, last);
    return inside < 0 ? 0 : inside / Math.abs(first - last);
  }
}
