package io.separatrix.geometry.path;

/**
 * A proven bound on how fast the margin {@code m = f_label - max_{j != label} f_j} changes along a
 * segment. With it, {@link FindPath} can prove a path instead of sampling it.
 */
@FunctionalInterface
public interface MarginLipschitz {

  /**
   * A number L with {@code |m(y) - m(z)| <= L ||y - z||_2} for all y, z on the segment from a to b,
   * in logits per input unit. It must be a bound, not an estimate; {@code POSITIVE_INFINITY} where
   * none is known. Example: for an affine classifier {@code f = W x + c} it is the largest {@code
   * |(w_label - w_j)^T (b - a)| / ||b - a||}.
   *
   * @param a one end, length d; not modified
   * @param b the other end, length d; not modified
   */
  double bound(int label, double[] a, double[] b);
}
