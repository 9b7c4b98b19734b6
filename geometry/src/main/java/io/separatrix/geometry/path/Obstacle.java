package io.separatrix.geometry.path;

/** Why a search for a path ended without one. */
public enum Obstacle {
  /** There was none. */
  NONE,
  /** The two ends have different predicted labels. */
  LABELS_DIFFER,
  /** The starting point could not be perturbed into the region (scenarios 2 and 3). */
  END_NOT_IN_REGION,
  /** A midpoint could not be projected onto the region. */
  PROJECTION_FAILED,
  /** The recursion reached its depth. */
  DEPTH,
  /** The evaluations were spent. */
  BUDGET
}
