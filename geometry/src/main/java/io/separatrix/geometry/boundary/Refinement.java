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
  QUICK(6, 1, 1, 0, 0),

  /** Until nothing is gained, on every boundary that may be nearest. */
  FULL(40, 4, 2, 2, 8);

  /** Gradients of a descent at most. */
  final int rounds;

  /** Descents at most, each to the boundary of another class. */
  final int descents;

  /** Points of a descent that are brought onto the boundary. */
  final int landings;

  /** How often the pieces around a kink are looked at. */
  final int explorations;

  /** How often the perturbation into a given class's region is turned, at most. */
  final int turns;

  Refinement(int rounds, int descents, int landings, int explorations, int turns) {
    this.rounds = rounds;
    this.descents = descents;
    this.landings = landings;
    this.explorations = explorations;
    this.turns = turns;
  }
}
