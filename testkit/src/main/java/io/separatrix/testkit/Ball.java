package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * {@code F = R^2 - ||x - c||^2}: a ball. The boundary is at distance {@code |R - ||x - c|||}, all
 * principal curvatures are {@code -1/R}, and the statistic of Algorithm 2 is {@code 1 / ||x - c||}
 * inside and {@code -1 / ||x - c||} outside, whatever the directions and the step.
 *
 * @param centre c; not modified
 * @param radius R, positive
 */
public record Ball(double[] centre, double radius) implements KnownRegion {

  @Override
  public int dimension() {
    return centre.length;
  }

  @Override
  public ScalarField field() {
    return ScalarField.sphere(centre, radius, -1);
  }

  @Override
  public double[] nearest(double[] x) {
    return onSphere(centre, radius, x);
  }

  /** The point of a sphere nearest to x; that along the first axis for the centre itself. */
  static double[] onSphere(double[] centre, double radius, double[] x) {
    double[] away = Vectors.subtract(x, centre);
    if (Vectors.norm(away) == 0) {
      away[0] = 1;
    }
    return Vectors.addScaled(centre, radius, Vectors.normalize(away));
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    double[] curvatures = new double[dimension() - 1];
    Arrays.fill(curvatures, -1 / radius);
    return curvatures;
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
  public double insideShare(double[] a, double[] b) {
    return Chord.share(a, b, centre, radius);
  }
}
