package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Ranking;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Eigenpairs of a symmetric matrix.
 *
 * @param values descending
 * @param vectors of length 1, one row each; empty if they were not asked for
 */
record SymmetricEigen(double[] values, double[][] vectors) {

  /**
   * @param matrix symmetric; modified
   * @param withVectors whether to find the eigenvectors as well
   * @throws IllegalStateException if the iteration does not converge, as with NaN
   */
  static SymmetricEigen of(DMatrixRMaj matrix, boolean withVectors) {
    int n = matrix.numRows;
    var decomposition = DecompositionFactory_DDRM.eig(n, withVectors, true);
    if (!decomposition.decompose(matrix)) {
      throw new IllegalStateException(
          "the symmetric eigenvalue iteration did not converge on a " + n + " x " + n + " matrix");
    }
    double[] unsorted =
        IntStream.range(0, n).mapToDouble(i -> decomposition.getEigenvalue(i).getReal()).toArray();
    int[] order = Ranking.descending(unsorted);
    double[][] vectors = new double[withVectors ? n : 0][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = decomposition.getEigenVector(order[i]).getData();
    }
    return new SymmetricEigen(IntStream.of(order).mapToDouble(i -> unsorted[i]).toArray(), vectors);
  }
}
