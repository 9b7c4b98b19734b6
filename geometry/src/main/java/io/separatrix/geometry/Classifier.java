package io.separatrix.geometry;

/**
 * A classifier {@code f: R^d -> R^L} on pixel space, evaluated on batches. This is what an engine
 * implements; algorithms see an {@link Evaluator} instead, one item at a time.
 *
 * <p>Values are logits, never softmax outputs, and all geometry happens before normalisation: mean,
 * scale and channel order are inside f. Rows are independent: a row's result must not depend on the
 * other rows beyond rounding. Batches may be of any size; the implementation splits them to fit its
 * memory. Not thread-safe unless the implementation says so.
 *
 * <p>A row of another length than d, a class that is not there and lists of different lengths are
 * refused with an {@link IllegalArgumentException} that says what was expected and found. A NaN in
 * a row is refused as well, or comes out in that row alone. Arrays that come back are the caller's.
 */
public interface Classifier {

  /** {@return the input dimension d} */
  int dimension();

  /** {@return the number of classes L} */
  int classes();

  /**
   * Logits of a batch.
   *
   * @param points n rows of length d; not modified
   * @return n rows of length L
   */
  double[][] logits(double[][] points);

  /**
   * Logits and input gradients of a batch. All functions of one row share its forward pass.
   *
   * @param points n rows of length d; not modified
   * @param functions n rows; row i lists the functions whose gradients are wanted at point i (rows
   *     may differ in length); not modified
   * @return n linearizations, {@code result[i].gradients()[m] = grad functions[i][m] (points[i])}
   */
  Linearization[] linearize(double[][] points, LogitCombination[][] functions);

  /** {@return whether {@link #hessianVectorProducts} is available} */
  default boolean twiceDifferentiable() {
    return false;
  }

  /**
   * Exact Hessian-vector products {@code H_F(x) v} by differentiation. For a piecewise linear
   * network (ReLU, max pooling) the exact Hessian is zero almost everywhere; see the curvature
   * package for curvature at a scale.
   *
   * @param points n rows of length d; not modified
   * @param functions n functions, one a row; not modified
   * @param vectors n rows of length d, of any length; not modified
   * @return n rows of length d
   * @throws UnsupportedOperationException if not {@link #twiceDifferentiable()}
   */
  default double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " offers no exact second derivatives");
  }
}
