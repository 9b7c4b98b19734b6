package io.separatrix.proof.enclosure;

/** One pass of a batch of intervals through a network: what all its enclosures share. */
final class Pass {

  private final int intervals;
  private final int slopes;
  private final Rounding rounding;
  private final boolean generators;
  private final int mostGenerators;
  private final int[] used;
  private final boolean[] abandoned;

  /**
   * @param intervals number of intervals in the batch
   * @param slopes directions in which an interval extends: 1 for a segment, 2 for a triangle
   * @param generators whether a chord's error becomes a generator row, or part of the radius
   * @param mostGenerators an interval with more rows is given up
   */
  Pass(int intervals, int slopes, Rounding rounding, boolean generators, int mostGenerators) {
    this.intervals = intervals;
    this.slopes = slopes;
    this.rounding = rounding;
    this.generators = generators;
    this.mostGenerators = mostGenerators;
    this.used = new int[intervals];
    this.abandoned = new boolean[intervals];
  }

  int intervals() {
    return intervals;
  }

  int slopes() {
    return slopes;
  }

  /** Length of a lane array of centres and slopes. */
  int lanes() {
    return (1 + slopes) * intervals;
  }

  Rounding rounding() {
    return rounding;
  }

  boolean generators() {
    return generators;
  }

  /** A number for a new generator of an interval. */
  int newGenerator(int interval) {
    int id = used[interval]++;
    if (used[interval] > mostGenerators) {
      abandoned[interval] = true;
    }
    return id;
  }

  /** Generators that the interval has so far. */
  int generators(int interval) {
    return used[interval];
  }

  /** Gives an interval up. */
  void abandon(int interval) {
    abandoned[interval] = true;
  }

  /** Whether all intervals are given up, so that there is no use in going on. */
  boolean over() {
    for (boolean lost : abandoned) {
      if (!lost) {
        return false;
      }
    }
    return true;
  }

  /** Whether the interval has too many generators; its bounds mean nothing any more. */
  boolean abandoned(int interval) {
    return abandoned[interval];
  }
}
