package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.List;

/**
 * DeepFool's way from x to another region.
 *
 * @param start tangents at x of the boundaries with those candidates that may be near
 * @param label k(x)
 * @param adjacent the label reached; if none was, the runner-up at x
 * @param point {@code x + (1 + overshoot) r}; x itself if no other region was reached
 * @param changed whether another region was reached
 * @param steps steps taken
 * @param end tangents at the point, as far as they are known
 */
record DeepFoolPath(
    List<Tangent> start,
    int label,
    int adjacent,
    double[] point,
    boolean changed,
    int steps,
    List<Tangent> end) {

  double[] perturbation(double[] x) {
    return Vectors.subtract(point, x);
  }

  /** The end as a boundary point. */
  BoundaryPoint arrival(double[] x, EvaluationCount before, Evaluator evaluator) {
    return EndPoint.at(point, x, label, adjacent, changed, steps, before, evaluator);
  }
}
