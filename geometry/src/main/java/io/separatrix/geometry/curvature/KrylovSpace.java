package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * An orthonormal basis of the Krylov space of a curvature operator A and a start vector, with the
 * compression {@code T = Q^T A Q}. Full reorthogonalisation, twice, so that no spurious copies of
 * an eigenvalue appear (Parlett, "The Symmetric Eigenvalue Problem", 1998, 6.9). For a symmetric A
 * this is the Lanczos process and T is tridiagonal; T is kept whole, so that an operator that is
 * not quite symmetric shows it, and the symmetric part of T is what is diagonalised.
 *
 * <p>The owner multiplies: {@link #last()} is the vector to apply A to, {@link #extend} takes the
 * product. So the products of many spaces can share one network call.
 */
final class KrylovSpace {

  private final List<double[]> basis = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();
  private final double[][] deflated;
  private double @Nullable [] next;

  /**
   * @param start a tangent vector
   * @param deflated orthonormal vectors that the space stays orthogonal to; not modified
   */
  KrylovSpace(double[] start, double[][] deflated) {
    this.deflated = deflated;
    double[] first = start.clone();
    orthogonalize(first, deflated);
    this.next = Vectors.normalize(first);
    advance();
  }

  /** Whether the space can grow no further: it is invariant under A. */
  boolean exhausted() {
    return next == null;
  }

  /** The newest basis vector, which A is to be applied to. */
  double[] last() {
    return basis.get(basis.size() - 1);
  }

  /** Takes {@code A last()} and adds one dimension, unless the space turns out to be invariant. */
  void extend(double[] product) {
    double[] rest = product.clone();
    double[] column = new double[basis.size() + 1];
    for (int pass = 0; pass < 2; pass++) {
      orthogonalize(rest, deflated);
      for (int i = 0; i < basis.size(); i++) {
        double component = Vectors.dot(basis.get(i), rest);
        column[i] += component;
        Vectors.subtractScaled(rest, component, basis.get(i));
      }
    }
    double norm = Vectors.norm(rest);
    column[basis.size()] = norm;
    columns.add(column);
    // A rest at rounding level is no direction: the space is invariant.
    next = norm > 1e-13 * Vectors.norm(product) ? Vectors.scale(1 / norm, rest) : null;
    if (norm == 0) {
      next = null;
    }
  }

  /** Makes the direction found by the last {@link #extend} the newest basis vector. */
  void advance() {
    if (next != null) {
      basis.add(next);
    }
  }

  /**
   * Goes on from an invariant space with a direction orthogonal to it, so that eigenvalues of
   * higher multiplicity and the kernel of an operator of low rank are found too.
   *
   * @param start a tangent vector outside the space; not modified
   */
  void restart(double[] start) {
    double[] rest = start.clone();
    for (int pass = 0; pass < 2; pass++) {
      orthogonalize(rest, deflated);
      orthogonalize(rest, basis());
    }
    next = Vectors.normalize(rest);
  }

  /** The orthonormal basis, one row for each product taken; not to be modified. */
  double[][] basis() {
    return basis.toArray(double[][]::new);
  }

  /** {@code tr T}, the sum of {@code q^T A q} over the basis. */
  double trace() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += columns.get(i)[i];
    }
    return sum;
  }

  /** Products taken so far. */
  int size() {
    return columns.size();
  }

  /** Norm of the part of the last product that lies outside the space. */
  double remainder() {
    double[] column = columns.get(columns.size() - 1);
    return column[column.length - 1];
  }

  /** {@code ||T - T^T|| / ||T||}. */
  double asymmetry() {
    DMatrixRMaj t = compression();
    double norm = NormOps_DDRM.normF(t);
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        double difference = t.get(i, j) - t.get(j, i);
        sum += difference * difference;
      }
    }
    return norm == 0 ? 0 : Math.sqrt(sum) / norm;
  }

  private DMatrixRMaj compression() {
    int m = size();
    DMatrixRMaj t = new DMatrixRMaj(m, m);
    for (int j = 0; j < m; j++) {
      double[] column = columns.get(j);
      for (int i = 0; i < Math.min(m, column.length); i++) {
        t.set(i, j, column[i]);
      }
    }
    return t;
  }

  /** Ritz pairs in descending order of value. */
  Ritz ritz() {
    int m = size();
    DMatrixRMaj t = compression();
    DMatrixRMaj symmetric = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        symmetric.set(i, j, (t.get(i, j) + t.get(j, i)) / 2);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(symmetric, true);
    return new Ritz(eigen.values(), eigen.vectors(), exhausted() ? 0 : remainder());
  }

  /** The vector of R^d with the given coefficients in the basis. */
  double[] combine(double[] coefficients) {
    double[] sum = new double[last().length];
    for (int i = 0; i < coefficients.length; i++) {
      Vectors.subtractScaled(sum, -coefficients[i], basis.get(i));
    }
    return sum;
  }

  private static void orthogonalize(double[] v, double[][] directions) {
    for (double[] direction : directions) {
      Vectors.subtractScaled(v, Vectors.dot(direction, v), direction);
    }
  }

  /**
   * Eigenpairs of the compression.
   *
   * @param values descending
   * @param coefficients eigenvectors in the basis, one row each
   * @param remainder norm that scales the residuals
   */
  record Ritz(double[] values, double[][] coefficients, double remainder) {

    /** {@code ||A v - theta v||} of pair i, for a symmetric A. */
    double residual(int i) {
      return Math.abs(remainder * coefficients[i][coefficients[i].length - 1]);
    }
  }
}
