package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * {@code F = (||x||^2 - r^2) (R^2 - ||x||^2)}: the points between two spheres around the origin; a
 * ring in the plane. Connected and not convex. The principal curvatures are all {@code -1/R} on the
 * outer sphere and all {@code 1/r} on the inner one.
 *
 * @param dimension d, at least 2, since the two intervals of a line are not connected
 * @param inner r, positive
 * @param outer R, larger than r
 */
public record Annulus(int dimension, double inner, double outer) implements KnownRegion {

  public Annulus {
    if (dimension < 2 || !(inner > 0 && inner < outer)) {
      throw new IllegalArgumentException(
          "expected 2 dimensions or more and radii 0 < r < R, found "
              + dimension
              + ", "
              + inner
              + " and "
              + outer);
    }
  }

  @Override
  public ScalarField field() {
    double[] origin = new double[dimension];
    return ScalarField.product(
        ScalarField.sphere(origin, inner, 1), ScalarField.sphere(origin, outer, -1));
  }

  private boolean nearInner(double[] x) {
    return Vectors.norm(x) < (inner + outer) / 2;
  }

  @Override
  public double[] nearest(double[] x) {
    return Ball.onSphere(new double[dimension], nearInner(x) ? inner : outer, x);
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    double[] curvatures = new double[dimension - 1];
    Arrays.fill(curvatures, nearInner(z) ? 1 / inner : -1 / outer);
    return curvatures;
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public boolean convex() {
    return false;
  }

  @Override
  public double insideShare(double[] a, double[] b) {
    double[] origin = new double[dimension];
    return Chord.share(a, b, origin, outer) - Chord.share(a, b, origin, inner);
  }
}
