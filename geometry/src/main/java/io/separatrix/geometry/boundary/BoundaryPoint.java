package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Vectors;

/**
 * The end of a search for the boundary from a point x.
 *
 * @param origin x, length d
 * @param point z, length d; x itself if nothing was found
 * @param label k(x)
 * @param adjacent the class on the other side
 * @param norm {@code ||z - x||_2} in input units
 * @param cosine cosine between z - x and the boundary's normal at z that points out of the region
 *     of x, {@code -grad F(z)} with {@code F = f_label - f_adjacent}; 1 at a nearest point of a
 *     smooth boundary
 * @param residual {@code |F(z)| / ||grad F(z)||}, the distance to the boundary to first order, in
 *     input units; positive infinity where the gradient vanishes
 * @param converged whether the search met its own criterion
 * @param iterations steps of the search
 * @param runnerUp how much further the boundary with another class came out, where the search also
 *     approached that: its length over the norm, at least 1; positive infinity if no other one was
 *     approached. Near 1 which class is adjacent is as good as undecided. It does not bound what a
 *     longer search would gain on the same boundary
 * @param evaluations network evaluations spent
 */
public record BoundaryPoint(
    double[] origin,
    double[] point,
    int label,
    int adjacent,
    double norm,
    double cosine,
    double residual,
    boolean converged,
    int iterations,
    double runnerUp,
    EvaluationCount evaluations) {

  /** The perturbation {@code z - x}. */
  public double[] perturbation() {
    return Vectors.subtract(point, origin);
  }

  /** The same, not converged. */
  BoundaryPoint unconverged() {
    return new BoundaryPoint(
        origin,
        point,
        label,
        adjacent,
        norm,
        cosine,
        residual,
        false,
        iterations,
        runnerUp,
        evaluations);
  }
}
