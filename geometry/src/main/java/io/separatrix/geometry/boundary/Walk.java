package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;

/**
 * DeepFool's way from x to another region.
 *
 * @param margins {@code f_k - f_c} of the label k over each candidate c
 * @param start their linearisation at x
 * @param label k(x)
 * @param adjacent the label reached; if none was, the runner-up at x
 * @param point {@code x + (1 + overshoot) r}; x itself if no other region was reached
 * @param changed whether another region was reached
 * @param steps steps taken
 */
record Walk(
    LogitCombination[] margins,
    Linearization start,
    int label,
    int adjacent,
    double[] point,
    boolean changed,
    int steps) {

  double[] perturbation(double[] x) {
    return Vectors.subtract(point, x);
  }

  /** The end as a boundary point. */
  BoundaryPoint end(double[] x, EvaluationCount before, Evaluator evaluator) {
    return Arrival.at(point, x, label, adjacent, changed, steps, before, evaluator);
  }
}
