package io.separatrix.geometry;

/**
 * Which way round the logit difference across a boundary is taken. It fixes the sign of every
 * curvature: turning F into -F flips them all.
 */
public enum Orientation {
  /**
   * {@code F = f_k - f_j} with k the label at x: positive in the region of x. A natural image has
   * positive mean curvature at its boundary point in this orientation (Table II of the paper).
   */
  REGION_OF_X,

  /**
   * {@code F = f_j - f_k}, as in Algorithm 2 of the paper: negative in the region of x. A natural
   * image gives a negative statistic, a perturbed one a positive.
   */
  AGAINST_X;

  /** The difference between the label k at x and another class j, in this orientation. */
  public LogitCombination between(int k, int j) {
    return this == REGION_OF_X
        ? LogitCombination.difference(k, j)
        : LogitCombination.difference(j, k);
  }
}
