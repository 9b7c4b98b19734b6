package io.separatrix.geometry.curvature;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * All principal curvatures from the explicit matrix: column m is {@code A e_m = H e_m / ||grad F||}
 * for the unit vector of coordinate m, then {@code (A + A^T)/2} in an orthonormal tangent basis. d
 * products. The reference that fast methods are tested against, and for differences of gradients
 * the authors' recipe, whose result depends on the directions since it is not linear in them.
 */
public final class DenseSpectrum {

  private static final int BLOCK = 8;

  private final TangentBasis basis;
  private final DMatrixRMaj symmetric;
  private final double asymmetry;

  /**
   * Finds the matrix, column by column.
   *
   * @param operator at a boundary point
   * @param rowsAtOnce products asked for in one call, at least 1
   */
  public DenseSpectrum(CurvatureOperator operator, int rowsAtOnce) {
    int d = operator.dimension();
    DMatrixRMaj rows = new DMatrixRMaj(d, d);
    double[][] axes = new double[Math.min(rowsAtOnce, d)][d];
    for (int from = 0; from < d; from += axes.length) {
      int count = Math.min(axes.length, d - from);
      for (int i = 0; i < count; i++) {
        axes[i][from + i] = 1;
      }
      double[][] columns = operator.hessianProducts(Arrays.copyOf(axes, count));
      int top = from;
      IntStream.range(0, count)
          .parallel()
          .forEach(i -> System.arraycopy(columns[i], 0, rows.data, (top + i) * d, d));
      for (int i = 0; i < count; i++) {
        axes[i][from + i] = 0;
      }
    }
    this.basis = new TangentBasis(operator.normal());
    this.asymmetry = symmetrize(rows, 1 / operator.gradientNorm());
    this.symmetric = rows;
  }

  /** Replaces A by its symmetric part, scaled, and tells {@code ||A - A^T||_F / ||A||_F}. */
  private static double symmetrize(DMatrixRMaj a, double scale) {
    // Block by block, a cache line wide: going down a column misses the cache at every entry.
    double[][] sums = new double[(a.numRows + BLOCK - 1) / BLOCK][];
    Arrays.parallelSetAll(sums, block -> symmetrizeRows(a, block * BLOCK, scale));
    double squares = Arrays.stream(sums).mapToDouble(sum -> sum[0]).sum();
    double differences = Arrays.stream(sums).mapToDouble(sum -> sum[1]).sum();
    return squares == 0 ? 0 : Math.sqrt(differences / squares);
  }

  /** A block of rows up to the diagonal, and their mirror image. */
  private static double[] symmetrizeRows(DMatrixRMaj a, int top, double scale) {
    int d = a.numRows;
    double squares = 0;
    double differences = 0;
    for (int left = 0; left <= top; left += BLOCK) {
      for (int i = top; i < Math.min(top + BLOCK, d); i++) {
        for (int j = left; j <= Math.min(left + BLOCK - 1, i); j++) {
          double below = a.data[i * d + j];
          double above = a.data[j * d + i];
          squares += i == j ? below * below : below * below + above * above;
          differences += 2 * (below - above) * (below - above);
          a.data[i * d + j] = scale / 2 * (below + above);
          a.data[j * d + i] = a.data[i * d + j];
        }
      }
    }
    return new double[] {squares, differences};
  }

  /**
   * {@code ||A - A^T||_F / ||A||_F}: 0 if A is symmetric, the square root of 2 if entries across
   * the diagonal are unrelated.
   */
  public double asymmetry() {
    return asymmetry;
  }

  /**
   * Eigenvalues of {@code P (A + A^T)/2 P} on the tangent space in descending order.
   *
   * @param withDirections whether to find all eigenvectors as well
   */
  public PrincipalCurvatures eigen(boolean withDirections) {
    SymmetricEigen eigen = SymmetricEigen.of(basis.compress(symmetric), withDirections);
    double[] values = eigen.values();
    return new PrincipalCurvatures(
        values,
        Arrays.stream(eigen.vectors()).map(basis::embed).toArray(double[][]::new),
        withDirections ? values.clone() : new double[0],
        asymmetry,
        0,
        new MeanCurvature.Estimate(
            Arrays.stream(values).sum() / values.length, 0, values.length, 0));
  }
}
