package io.separatrix.geometry;

import java.util.Arrays;

/**
 * Network evaluations, counted per row of a batch.
 *
 * @param forward forward passes of one point
 * @param backward backward passes of one point and one function (a Hessian-vector product counts as
 *     two)
 */
public record EvaluationCount(long forward, long backward) {

  /** No evaluations. */
  public static final EvaluationCount ZERO = new EvaluationCount(0, 0);

  /** What logits at so many points cost. */
  static EvaluationCount ofLogits(double[][] points) {
    return new EvaluationCount(points.length, 0);
  }

  /** What linearizations cost, see {@link Classifier#linearize}. */
  static EvaluationCount ofLinearizations(double[][] points, LogitCombination[][] functions) {
    return new EvaluationCount(
        points.length, Arrays.stream(functions).mapToLong(row -> row.length).sum());
  }

  /** What Hessian-vector products at so many points cost. */
  static EvaluationCount ofHessianVectorProducts(double[][] points) {
    return new EvaluationCount(points.length, 2L * points.length);
  }

  /**
   * {@return the evaluations of both}
   *
   * @param other evaluations of something else
   */
  public EvaluationCount plus(EvaluationCount other) {
    return new EvaluationCount(forward + other.forward, backward + other.backward);
  }

  /**
   * {@return the evaluations since an earlier count}
   *
   * @param earlier a count of the same item, not above this one
   */
  public EvaluationCount minus(EvaluationCount earlier) {
    return new EvaluationCount(forward - earlier.forward, backward - earlier.backward);
  }

  /** {@return forward and backward passes together} */
  public long total() {
    return forward + backward;
  }
}
