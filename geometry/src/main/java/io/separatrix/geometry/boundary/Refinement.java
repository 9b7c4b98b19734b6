package io.separatrix.geometry.boundary;

/** How far {@link NearestBoundary} refines what DeepFool found. */
public enum Refinement {
  /**
   * A few steps on the boundary that DeepFool reached: for many points fast. On CIFAR-10's
   * ResNet-20 a third of the time of {@link #FULL}.
   */
  QUICK(6, 1, 1, 0),

  /** Until nothing is gained, on every boundary that may be nearest. */
  FULL(40, 4, 3, 2);

  /** Gradients of a descent at most. */
  final int rounds;

  /** Descents at most, each to the boundary of another class. */
  final int descents;

  /** Points of a descent that are brought onto the boundary. */
  final int landings;

  /** How often the pieces around a kink are looked at. */
  final int explorations;

  Refinement(int rounds, int descents, int landings, int explorations) {
    this.rounds = rounds;
    this.descents = descents;
    this.landings = landings;
    this.explorations = explorations;
  }
}
