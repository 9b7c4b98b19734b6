package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;
import org.ejml.data.DMatrixRMaj;

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

  /**
   * {@code Q^T S Q} for a symmetric matrix S of R^d: S in tangent coordinates, the normal's row and
   * column dropped.
   *
   * @param s d x d, symmetric; not modified
   * @return (d-1) x (d-1), new
   */
  DMatrixRMaj compress(DMatrixRMaj s) {
    int d = w.length;
    double[] product = new double[d];
    for (int i = 0; i < d; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        sum += s.data[i * d + j] * w[j];
      }
      product[i] = sum;
    }
    // (I - 2 w w^T) S (I - 2 w w^T) = S - u w^T - w u^T with u = 2 S w - 2 (w^T S w) w.
    double[] u = Vectors.addScaled(Vectors.scale(2, product), -2 * Vectors.dot(w, product), w);
    DMatrixRMaj compressed = new DMatrixRMaj(d - 1, d - 1);
    for (int i = 1; i < d; i++) {
      for (int j = 1; j < d; j++) {
        compressed.data[(i - 1) * (d - 1) + j - 1] = s.data[i * d + j] - u[i] * w[j] - w[i] * u[j];
      }
    }
    return compressed;
  }

  private double[] reflect(double[] v) {
    return Vectors.addScaled(v, -2 * Vectors.dot(w, v), w);
  }
}
