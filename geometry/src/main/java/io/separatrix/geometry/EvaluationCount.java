package io.separatrix.geometry;

/**
 * Network evaluations, counted per row of a batch.
 *
 * @param forward forward passes of one point
 * @param backward backward passes of one point and one function (a Hessian-vector product counts as
 *     two)
 */
public record EvaluationCount(long forward, long backward) {

  public static final EvaluationCount ZERO = new EvaluationCount(0, 0);

  public EvaluationCount plus(EvaluationCount other) {
    return new EvaluationCount(forward + other.forward, backward + other.backward);
  }

  public EvaluationCount minus(EvaluationCount earlier) {
    return new EvaluationCount(forward - earlier.forward, backward - earlier.backward);
  }

  /** Forward and backward passes together. */
  public long total() {
    return forward + backward;
  }
}
