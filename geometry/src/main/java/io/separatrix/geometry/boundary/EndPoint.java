package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;

/** Describes the point at which a search ended. */
final class EndPoint {

  private EndPoint() {}

  /**
   * Linearises {@code f_label - f_adjacent} at z and describes it; {@code before} is the count when
   * the search began.
   */
  static BoundaryPoint at(
      double[] z,
      double[] x,
      int label,
      int adjacent,
      boolean converged,
      int iterations,
      EvaluationCount before,
      Evaluator evaluator) {
    LogitCombination margin = LogitCombination.difference(label, adjacent);
    return at(z, x, margin, label, adjacent, converged, iterations, before, evaluator);
  }

  /** The same with cosine and residual of another function F. */
  static BoundaryPoint at(
      double[] z,
      double[] x,
      LogitCombination margin,
      int label,
      int adjacent,
      boolean converged,
      int iterations,
      EvaluationCount before,
      Evaluator evaluator) {
    Linearization at = evaluator.linearize(z, margin);
    double[] r = Vectors.subtract(z, x);
    double[] gradient = at.gradients()[0];
    return new BoundaryPoint(
        x,
        z,
        label,
        adjacent,
        Vectors.norm(r),
        cosine(r, gradient),
        residual(margin.value(at.logits()), gradient),
        converged,
        iterations,
        Double.POSITIVE_INFINITY,
        evaluator.count().minus(before));
  }

  /** Describes the point x + r of a tangent of {@code f_label - f_adjacent}. */
  static BoundaryPoint at(
      Tangent tangent,
      double[] x,
      int label,
      int adjacent,
      boolean converged,
      int iterations,
      double runnerUp,
      EvaluationCount before,
      Evaluator evaluator) {
    return new BoundaryPoint(
        x,
        Vectors.add(x, tangent.r()),
        label,
        adjacent,
        tangent.length(),
        tangent.cosine(),
        tangent.residual(),
        converged,
        iterations,
        runnerUp,
        evaluator.count().minus(before));
  }

  /** Cosine between a perturbation and the outward normal {@code -gradient}; 0 if either is 0. */
  static double cosine(double[] r, double[] gradient) {
    return 0 - Vectors.cosine(r, gradient);
  }

  /** {@code |value| / ||gradient||}, positive infinity if the gradient is 0. */
  static double residual(double value, double[] gradient) {
    double norm = Vectors.norm(gradient);
    return norm == 0 ? Double.POSITIVE_INFINITY : Math.abs(value) / norm;
  }
}
