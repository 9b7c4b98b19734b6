package io.separatrix.geometry;

import java.util.stream.DoubleStream;

/** Quantiles. */
public final class Quantiles {

  private Quantiles() {}

  /** The middle value, or the mean of the two in the middle; NaN of nothing. */
  public static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /**
   * A quantile by linear interpolation between the values around it (Hyndman and Fan's type 7).
   *
   * @param sorted ascending; not modified
   * @param level in [0, 1]
   * @return NaN of nothing
   */
  public static double quantile(double[] sorted, double level) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = level * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
