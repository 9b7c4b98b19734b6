package io.separatrix.studies;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import org.jspecify.annotations.Nullable;

/**
 * A boundary point as the journal keeps it: the numbers, and the perturbation only where the report
 * shows it, for the points of 1,000 large images would fill gigabytes.
 *
 * @param relativeNorm {@code ||r|| / ||x||}; not finite for a black image
 * @param perturbation z - x, or null
 */
record BoundarySample(
    int predicted,
    int adjacent,
    double norm,
    double relativeNorm,
    double cosine,
    double residual,
    boolean converged,
    int iterations,
    long evaluations,
    double @Nullable [] perturbation) {

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
        withPerturbation ? found.perturbation() : null);
  }

  static BoundarySample of(NearestPoints.Entry found, boolean withPerturbation) {
    return new BoundarySample(
        found.label(),
        found.adjacent(),
        found.norm(),
        found.relativeNorm(),
        found.cosine(),
        found.residual(),
        found.converged(),
        found.iterations(),
        found.evaluations(),
        withPerturbation ? found.perturbation().values() : null);
  }

  /** Whether there is a boundary point to speak of; the numbers of another mean nothing. */
  boolean found() {
    return norm > 0 && predicted != adjacent;
  }

  /** Whether the norm can be compared with the image's, which has none if it is black. */
  boolean comparable() {
    return found() && Double.isFinite(relativeNorm);
  }
}
