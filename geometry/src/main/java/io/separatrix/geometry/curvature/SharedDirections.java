package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Directions along which the boundary is curved at many points at once (Sec. IV of the paper): the
 * leading left singular vectors {@code u_1..u_m} of the matrix M whose columns are the largest
 * principal directions at boundary points of training images.
 *
 * @param basis orthonormal rows of length d, leading first; the span of the first ones is S
 * @param singularValues of M, descending, one for each row
 */
public record SharedDirections(double[][] basis, double[] singularValues) {

  /** Singular values below this share of the largest are rounding, not directions. */
  private static final double RANK_TOLERANCE = 1e-6;

  /**
   * @param columns columns of M: unit vectors of length d; not modified
   * @param count directions wanted at most; fewer come back if M has a smaller rank
   */
  public static SharedDirections of(List<double[]> columns, int count) {
    int n = columns.size();
    int d = columns.get(0).length;
    // M has far fewer columns than rows: u = M w / s with w, s^2 from the small Gram matrix.
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double product = Vectors.dot(columns.get(i), columns.get(j));
        gram.set(i, j, product);
        gram.set(j, i, product);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(gram, true);
    double[] all = Arrays.stream(eigen.values()).map(v -> Math.sqrt(Math.max(0, v))).toArray();
    double[] singularValues =
        Arrays.stream(all)
            .filter(s -> s > RANK_TOLERANCE * all[0])
            .limit(Math.min(count, d))
            .toArray();
    double[][] basis = new double[singularValues.length][];
    for (int i = 0; i < basis.length; i++) {
      double[] w = eigen.vectors()[i];
      double[] u = new double[d];
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < d; k++) {
          u[k] += w[j] * columns.get(j)[k];
        }
      }
      // Once more against the earlier ones: the Gram matrix squares the condition number.
      for (int j = 0; j < i; j++) {
        u = Vectors.addScaled(u, -Vectors.dot(basis[j], u), basis[j]);
      }
      basis[i] = Vectors.normalize(u);
    }
    return new SharedDirections(basis, singularValues);
  }

  /** {@code P_S v}, the orthogonal projection on the span of the basis. */
  public double[] project(double[] v) {
    double[] projection = new double[v.length];
    for (double[] u : basis) {
      double component = Vectors.dot(u, v);
      for (int i = 0; i < projection.length; i++) {
        projection[i] += component * u[i];
      }
    }
    return projection;
  }

  /**
   * {@code ||P_S v|| / ||v||} (Table I); the square root of m/d on average for a random direction.
   */
  public double share(double[] v) {
    double norm = Vectors.norm(v);
    return norm == 0 ? 0 : Vectors.norm(project(v)) / norm;
  }
}
