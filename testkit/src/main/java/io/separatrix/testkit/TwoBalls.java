package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/**
 * {@code F = max_i (R^2 - ||x - c_i||^2)}: two balls apart, one class. Not connected: no path may
 * be found from one to the other. Class 1, their complement, is connected from the plane on. All
 * principal curvatures are {@code -1/R}. F has a kink half-way between the centres.
 *
 * @param first c_0; not modified
 * @param second c_1, farther than 2 R from it; not modified
 * @param radius R, positive
 */
public record TwoBalls(double[] first, double[] second, double radius) implements KnownRegion {

  public TwoBalls {
    if (!(Vectors.distance(first, second) > 2 * radius)) {
      throw new IllegalArgumentException(
          "expected centres more than "
              + 2 * radius
              + " apart, found "
              + Vectors.distance(first, second));
    }
  }

  @Override
  public int dimension() {
    return first.length;
  }

  @Override
  public ScalarField field() {
    return ScalarField.max(
        ScalarField.sphere(first, radius, -1), ScalarField.sphere(second, radius, -1));
  }

  /** The ball whose centre is nearer to x. */
  public Ball ball(double[] x) {
    boolean nearer = Vectors.distance(x, first) <= Vectors.distance(x, second);
    return new Ball(nearer ? first : second, radius);
  }

  @Override
  public double[] nearest(double[] x) {
    return ball(x).nearest(x);
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    return ball(z).principalCurvatures(z);
  }

  @Override
  public boolean connected() {
    return false;
  }

  @Override
  public boolean convex() {
    return false;
  }

  @Override
  public double insideShare(double[] a, double[] b) {
    return Chord.share(a, b, first, radius) + Chord.share(a, b, second, radius);
  }
}
