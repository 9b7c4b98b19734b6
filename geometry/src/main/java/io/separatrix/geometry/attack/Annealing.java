package io.separatrix.geometry.attack;

/** Step lengths that fall during an attack. */
final class Annealing {

  private Annealing() {}

  /** Falls from {@code first} at step 0 to {@code last} at step {@code steps}, as a cosine does. */
  static double cosine(double first, double last, int step, int steps) {
    return last + (first - last) * (1 + Math.cos(Math.PI * step / steps)) / 2;
  }
}
