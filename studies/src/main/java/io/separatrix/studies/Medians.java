package io.separatrix.studies;

import java.util.stream.DoubleStream;

/** Medians. */
final class Medians {

  private Medians() {}

  /** The middle value, or the mean of the two in the middle; NaN of nothing. */
  static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
