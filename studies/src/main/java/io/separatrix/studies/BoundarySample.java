package io.separatrix.studies;

import static java.util.Objects.requireNonNull;

import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import org.jspecify.annotations.Nullable;

/**
 * A boundary point as the journal keeps it: the numbers, and the perturbation only where something
 * starts from it or shows it, for the points of 1,000 large images would fill gigabytes.
 *
 * @param label k(x)
 * @param adjacent the class on the other side
 * @param norm {@code ||r||}, input units; 0 if none was found
 * @param relativeNorm {@code ||r|| / ||x||}; not finite for a black image
 * @param cosine between r and the outward normal at z
 * @param residual distance to the boundary to first order, input units
 * @param converged whether the search met its criterion
 * @param iterations steps of the search
 * @param evaluations network evaluations spent
 * @param runnerUp length of the nearest approach to another class's boundary over the norm; not
 *     finite if there was none
 * @param r z - x, or null if it was not kept
 */
public record BoundarySample(
    int label,
    int adjacent,
    double norm,
    double relativeNorm,
    double cosine,
    double residual,
    boolean converged,
    int iterations,
    long evaluations,
    double runnerUp,
    @Nullable PackedDoubles r) {

  static BoundarySample of(BoundaryPoint found, boolean withPerturbation) {
    return new BoundarySample(
        found.label(),
        found.adjacent(),
        found.norm(),
        found.norm() / Vectors.norm(found.origin()),
        found.cosine(),
        found.residual(),
        found.converged(),
        found.iterations(),
        found.evaluations().total(),
        found.runnerUp(),
        withPerturbation ? PackedDoubles.of(found.perturbation()) : null);
  }

  /** Whether there is a boundary point to speak of; the numbers of another mean nothing. */
  public boolean found() {
    return norm > 0 && label != adjacent;
  }

  /** Whether the norm can be compared with the image's, which has none if it is black. */
  public boolean comparable() {
    return found() && Double.isFinite(relativeNorm);
  }

  /**
   * The perturbation z - x, a new array.
   *
   * @throws NullPointerException if it was not kept
   */
  public double[] perturbation() {
    return requireNonNull(r, "perturbation not kept").values();
  }

  /** {@code x + s r}: z for s = 1. */
  public double[] at(double[] x, double s) {
    return Vectors.addScaled(x, s, perturbation());
  }
}
