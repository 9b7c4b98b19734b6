package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/**
 * {@code F = sum_i a_i x_i^2 + b . x + c}, class 0 where it is positive: curvatures of any signs,
 * repeated where entries of a are. The principal curvatures of the level set through z are {@code 2
 * / ||grad F||} times the eigenvalues of {@code P diag(a) P} on the tangent space.
 *
 * @param a the diagonal; not modified
 * @param b linear part, of the same length; not modified
 * @param c constant
 */
public record Quadric(double[] a, double[] b, double c) {

  public Quadric {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "expected " + a.length + " linear terms, found " + b.length);
    }
  }

  /** F. */
  public ScalarField field() {
    return new Diagonal(a, b, c);
  }

  /** Label 0 where F is positive. */
  public AnalyticClassifier classifier() {
    return AnalyticClassifiers.sign(a.length, field());
  }

  /**
   * The d - 1 principal curvatures of {@code F = f_0 - f_1} in descending order, in 1 / input unit,
   * of the level set through a point.
   *
   * @param z where the gradient is not zero, length d; not modified
   */
  public double[] principalCurvatures(double[] z) {
    double[] gradient = field().gradient(z);
    double norm = Vectors.norm(gradient);
    return Vectors.scale(
        2 / norm, ProjectedDiagonal.eigenvalues(a, Vectors.scale(1 / norm, gradient)));
  }

  private record Diagonal(double[] a, double[] b, double c) implements ScalarField {

    private double[] times(double[] x) {
      double[] product = new double[a.length];
      for (int i = 0; i < a.length; i++) {
        product[i] = a[i] * x[i];
      }
      return product;
    }

    @Override
    public double value(double[] x) {
      return Vectors.dot(times(x), x) + Vectors.dot(b, x) + c;
    }

    @Override
    public double[] gradient(double[] x) {
      return Vectors.addScaled(b, 2, times(x));
    }

    @Override
    public double[] hessianVector(double[] x, double[] v) {
      return Vectors.scale(2, times(v));
    }
  }
}
