package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * {@code F = R^2 - ||P_S x||^2} with S spanned by the first m axes: a ball times a flat space,
 * whose boundary bends in S alone. Noise orthogonal to S never changes the label, noise in S that
 * is longer than {@code R + ||P_S x||} always does. Of the principal curvatures m - 1 are {@code
 * -1/R} and d - m are 0.
 *
 * @param dimension d
 * @param round m, from 1 to d - 1
 * @param radius R, positive
 */
public record Cylinder(int dimension, int round, double radius) implements KnownRegion {

  public Cylinder {
    if (round < 1 || round >= dimension) {
      throw new IllegalArgumentException(
          "expected 1 to " + (dimension - 1) + " round dimensions, found " + round);
    }
  }

  @Override
  public ScalarField field() {
    double[] a = new double[dimension];
    Arrays.fill(a, 0, round, -1);
    return new Quadric(a, new double[dimension], radius * radius).field();
  }

  /** An orthonormal basis of S, one row each. */
  public double[][] basis() {
    double[][] basis = new double[round][dimension];
    for (int i = 0; i < round; i++) {
      basis[i][i] = 1;
    }
    return basis;
  }

  @Override
  public double[] nearest(double[] x) {
    double[] part = Ball.onSphere(new double[round], radius, Arrays.copyOf(x, round));
    double[] z = x.clone();
    System.arraycopy(part, 0, z, 0, round);
    return z;
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    double[] curvatures = new double[dimension - 1];
    Arrays.fill(curvatures, dimension - round, dimension - 1, -1 / radius);
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
    return Chord.share(Arrays.copyOf(a, round), Arrays.copyOf(b, round), new double[round], radius);
  }

  /** {@code ||P_S v|| / ||v||}. */
  public double projection(double[] v) {
    return Vectors.norm(Arrays.copyOf(v, round)) / Vectors.norm(v);
  }

  /**
   * The mean of {@link #projection} for v uniform on the sphere, close to {@code sqrt(m/d)}: {@code
   * g(m) / g(d)} with {@code g(n) = Gamma((n + 1)/2) / Gamma(n/2)}.
   */
  public double meanRandomProjection() {
    return gammaRatio(round) / gammaRatio(dimension);
  }

  private static double gammaRatio(int n) {
    double ratio = 1 / Math.sqrt(Math.PI);
    for (int i = 1; i < n; i++) {
      ratio = i / 2.0 / ratio;
    }
    return ratio;
  }

  /**
   * The probability that noise uniform on a sphere of the whole space takes a point of the axis
   * ({@code P_S x = 0}) out of the region. The squared share in S has the distribution Beta(m/2, (d
   * - m)/2), so with {@code t = R^2 / norm^2}
   *
   * <pre>{@code
   * P = (1 - t)^b sum_{j < m/2} b (b + 1) ... (b + j - 1) t^j / j!,   b = (d - m)/2
   * }</pre>
   *
   * @param norm of the noise, in input units
   * @throws UnsupportedOperationException if m is odd
   */
  public double leavingProbability(double norm) {
    if (round % 2 != 0) {
      throw new UnsupportedOperationException("expected an even m, found " + round);
    }
    double t = radius * radius / (norm * norm);
    if (t >= 1) {
      return 0;
    }
    double b = (dimension - round) / 2.0;
    double term = 1;
    double sum = 0;
    for (int j = 0; j < round / 2; j++) {
      sum += term;
      term *= (b + j) * t / (j + 1);
    }
    return Math.pow(1 - t, b) * sum;
  }
}
