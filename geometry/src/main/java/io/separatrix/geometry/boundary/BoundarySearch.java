package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;

/**
 * A way to find a small perturbation r of a point x that changes its label, {@code k(x + r) !=
 * k(x)} or {@code k(x + r) = t}. Run it on many points through {@link
 * io.separatrix.geometry.Lockstep}.
 */
@FunctionalInterface
public interface BoundarySearch {

  /**
   * @param x where to start, length d; not modified
   * @param evaluator the classifier
   * @return where the search ended, also when it did not converge; never null, never NaN for a
   *     finite classifier
   */
  BoundaryPoint search(double[] x, Evaluator evaluator);
}
