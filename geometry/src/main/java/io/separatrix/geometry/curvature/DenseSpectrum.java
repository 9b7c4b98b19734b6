package io.separatrix.geometry.curvature;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * All principal curvatures from the explicit matrix of a curvature operator in an orthonormal
 * tangent basis: d-1 products. The reference that fast methods are tested against.
 */
public final class DenseSpectrum {

  private final DMatrixRMaj matrix;
  private final TangentBasis basis;

  /**
   * Finds the matrix, column by column.
   *
   * @param operator at a boundary point
   * @param rowsAtOnce products asked for in one call, at least 1
   */
  public DenseSpectrum(CurvatureOperator operator, int rowsAtOnce) {
    this.basis = new TangentBasis(operator.normal());
    int m = basis.dimension();
    this.matrix = new DMatrixRMaj(m, m);
    for (int from = 0; from < m; from += rowsAtOnce) {
      double[][] axes = new double[Math.min(rowsAtOnce, m - from)][];
      for (int i = 0; i < axes.length; i++) {
        double[] axis = new double[m];
        axis[from + i] = 1;
        axes[i] = basis.embed(axis);
      }
      double[][] columns = operator.apply(axes);
      for (int i = 0; i < axes.length; i++) {
        double[] column = basis.coordinates(columns[i]);
        for (int row = 0; row < m; row++) {
          matrix.set(row, from + i, column[row]);
        }
      }
    }
  }

  /**
   * {@code ||A - A^T||_F / ||A||_F}: 0 if A is symmetric, the square root of 2 if entries across
   * the diagonal are unrelated.
   */
  public double asymmetry() {
    double norm = NormOps_DDRM.normF(matrix);
    if (norm == 0) {
      return 0;
    }
    DMatrixRMaj difference = new DMatrixRMaj(matrix.numRows, matrix.numCols);
    CommonOps_DDRM.subtract(matrix, CommonOps_DDRM.transpose(matrix, null), difference);
    return NormOps_DDRM.normF(difference) / norm;
  }

  /**
   * Eigenvalues of {@code (A + A^T) / 2} in descending order.
   *
   * @param withDirections whether to find all eigenvectors as well
   */
  public PrincipalCurvatures eigen(boolean withDirections) {
    int m = matrix.numRows;
    DMatrixRMaj symmetric = new DMatrixRMaj(m, m);
    CommonOps_DDRM.add(0.5, matrix, 0.5, CommonOps_DDRM.transpose(matrix, null), symmetric);
    var decomposition = DecompositionFactory_DDRM.eig(m, withDirections, true);
    if (!decomposition.decompose(symmetric)) {
      throw new IllegalStateException(
          "the symmetric eigenvalue iteration did not converge on a " + m + " x " + m + " matrix");
    }
    Integer[] order = new Integer[m];
    double[] unsorted = new double[m];
    for (int i = 0; i < m; i++) {
      order[i] = i;
      unsorted[i] = decomposition.getEigenvalue(i).getReal();
    }
    Arrays.sort(order, (a, b) -> Double.compare(unsorted[b], unsorted[a]));
    double[] values = new double[m];
    double[][] directions = new double[withDirections ? m : 0][];
    for (int i = 0; i < m; i++) {
      values[i] = unsorted[order[i]];
      if (withDirections) {
        directions[i] = basis.embed(decomposition.getEigenVector(order[i]).getData());
      }
    }
    return new PrincipalCurvatures(
        values, directions, withDirections ? values.clone() : new double[0], asymmetry(), 0);
  }
}
