package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;

/**
 * Orthonormal coordinates on the tangent space of a unit normal n, by the Householder reflection
 * {@code Q = I - 2 w w^T} that takes n to plus or minus the first axis: the columns 1..d-1 of Q
 * span the space orthogonal to n. No matrix is stored. (Golub, Van Loan, "Matrix Computations",
 * 5.1.)
 */
public final class TangentBasis {

  private final double[] w;

  /**
   * @param normal n, of unit length; not modified
   */
  public TangentBasis(double[] normal) {
    double[] reflected = normal.clone();
    // Away from cancellation: add the sign of the first entry.
    reflected[0] += reflected[0] >= 0 ? 1 : -1;
    this.w = Vectors.normalize(reflected);
  }

  /** Dimension of the tangent space, d - 1. */
  public int dimension() {
    return w.length - 1;
  }

  /** The vector of R^d with the given d-1 tangent coordinates. */
  public double[] embed(double[] coordinates) {
    double[] padded = new double[w.length];
    System.arraycopy(coordinates, 0, padded, 1, coordinates.length);
    return reflect(padded);
  }

  /** The d-1 tangent coordinates of a vector of R^d; its normal part is dropped. */
  public double[] coordinates(double[] v) {
    double[] reflected = reflect(v);
    double[] coordinates = new double[w.length - 1];
    System.arraycopy(reflected, 1, coordinates, 0, coordinates.length);
    return coordinates;
  }

  private double[] reflect(double[] v) {
    return Vectors.addScaled(v, -2 * Vectors.dot(w, v), w);
  }
}
