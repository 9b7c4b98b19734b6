package io.separatrix.report.chart;

import java.util.Arrays;

/**
 * Bins of one width whose edges are round: bin i runs from {@code (first + i) width} to {@code
 * (first + i + 1) width}.
 *
 * @param first index of the first edge
 * @param count number of bins, at least 1
 * @param width of each bin: 1, 2 or 5 times a power of ten
 */
record Bins(long first, int count, double width) {

  /**
   * Bins from the smallest to the largest value.
   *
   * @param values finite; not modified
   * @param most bins at most, but for one that a value on the last edge may need
   */
  static Bins over(double[] values, int most) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double range = high > low ? high - low : Math.max(Math.abs(low), 1e-3);
    double width = Axes.roundStep(range / most).doubleValue();
    long first = (long) Math.floor(low / width);
    int count = (int) ((long) Math.floor(high / width) - first + 1);
    return new Bins(first, count, width);
  }

  /** Edge i, from 0 to {@link #count}. */
  double edge(int i) {
    return (first + i) * width;
  }

  double low() {
    return edge(0);
  }

  double high() {
    return edge(count);
  }

  /**
   * Values in each bin; a value on an edge belongs to the bin above.
   *
   * @param values those outside of all bins, and NaN, are left out; not modified
   */
  int[] counts(double[] values) {
    int[] counts = new int[count];
    for (double value : values) {
      double bin = Math.floor(value / width) - first;
      if (bin >= 0 && bin < count) {
        counts[(int) bin]++;
      }
    }
    return counts;
  }
}
