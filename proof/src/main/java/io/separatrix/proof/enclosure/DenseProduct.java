package io.separatrix.proof.enclosure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Products C = A B of float64 matrices by OpenBLAS, in memory that it keeps. For one thread.
 *
 * <p>Its order of summation is its own business, and its products may be fused with sums: a product
 * of length n meets at most n roundings in any case, {@link #depth}.
 */
final class DenseProduct {

  /** Numbers of a matrix that stay in the second cache, roughly. */
  private static final int BLOCK = 1 << 16;

  /** Rows of A and columns of B that are worth a call, however long the products are. */
  private static final int LEAST = 32;

  private static final ThreadLocal<DenseProduct> OWN = ThreadLocal.withInitial(DenseProduct::new);

  static {
    // Those who call are threads enough; OpenBLAS's own keep spinning after a product.
    openblas_nolapack.blas_set_num_threads(1);
  }

  private DoubleBuffer left = memory(BLOCK);
  private DoubleBuffer right = memory(BLOCK);
  private DoubleBuffer result = memory(BLOCK);

  private DenseProduct() {}

  /** The calling thread's. */
  static DenseProduct get() {
    return OWN.get();
  }

  /** The most roundings that a product meets on its way into a sum of so many, in any order. */
  static int depth(int length) {
    return length;
  }

  /** How many rows of A, or columns of B, are well multiplied at once; even shares of all. */
  static int share(int count, int length) {
    int most = Math.max(LEAST, BLOCK / Math.max(1, length));
    int shares = (count + most - 1) / most;
    return shares == 0 ? 0 : (count + shares - 1) / shares;
  }

  /** Makes room for A, rows x length, B, length x columns, and C. */
  void require(int rows, int length, int columns) {
    left = atLeast(left, rows * length);
    right = atLeast(right, length * columns);
    result = atLeast(result, rows * columns);
  }

  private static DoubleBuffer atLeast(DoubleBuffer buffer, int count) {
    return buffer.capacity() >= count ? buffer : memory(count);
  }

  private static DoubleBuffer memory(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Double.BYTES))
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  /** A, row-major. */
  DoubleBuffer left() {
    return left;
  }

  /** B, row-major. */
  DoubleBuffer right() {
    return right;
  }

  /** C = A B, row-major; valid until the next product. */
  DoubleBuffer multiply(int rows, int length, int columns) {
    openblas_nolapack.cblas_dgemm(
        openblas_nolapack.CblasRowMajor,
        openblas_nolapack.CblasNoTrans,
        openblas_nolapack.CblasNoTrans,
        rows,
        columns,
        length,
        1,
        left,
        length,
        right,
        columns,
        0,
        result,
        columns);
    return result;
  }
}
