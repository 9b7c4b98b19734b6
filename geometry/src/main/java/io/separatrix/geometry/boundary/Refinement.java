package io.separatrix.geometry.boundary;

/**
 * How far {@link NearestBoundary} and {@link TargetedBoundary} shorten the first perturbation that
 * they find.
 */
public enum Refinement {
  /**
   * A few steps on the boundary that DeepFool reached, none on that of a given class: for many
   * points fast. Nearest points of CIFAR-10's ResNet-20 take a third of the time of {@link #FULL}.
   */
  QUICK(0, 0, 6, 1, 0, 0, 1, 0, 0),

  /** Until nothing is gained, on every boundary that may be nearest. */
  FULL(30, 0, 40, 4, 1.15, 2, 2, 2, 8),

  /**
   * As {@link #FULL}, but that every boundary up to four times as far to first order is followed to
   * the end, and that walks start again from the nearest point: for few points at about five times
   * the evaluations.
   */
  THOROUGH(30, 4, 40, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, 4, 2, 2, 8);

  /** Steps of a walk along the boundary. */
  final int steps;

  /** How often a walk starts again from the nearest point. */
  final int restarts;

  /** Gradients of a descent at most. */
  final int rounds;

  /** Boundaries with other classes that are approached, at most. */
  final int descents;

  /** A walk is given up that does not come this near, relative to the shortest length so far. */
  final double close;

  /**
   * A boundary that is further away to first order than this many times the shortest length so far
   * is not looked at. Refinement shortens by a fifth or more, and by how much differs from class to
   * class.
   */
  final double scouted;

  /** Points of an approach that are brought onto the boundary. */
  final int landings;

  /** How often the pieces around a kink are looked at. */
  final int explorations;

  /** How often the perturbation into a given class's region is turned, at most. */
  final int turns;

  Refinement(
      int steps,
      int restarts,
      int rounds,
      int descents,
      double close,
      double scouted,
      int landings,
      int explorations,
      int turns) {
    this.steps = steps;
    this.restarts = restarts;
    this.rounds = rounds;
    this.descents = descents;
    this.close = close;
    this.scouted = scouted;
    this.landings = landings;
    this.explorations = explorations;
    this.turns = turns;
  }
}
