package io.separatrix.geometry;

/**
 * An estimate with the ends of its 95 % confidence interval: of samples drawn as these were, 95 in
 * 100 have intervals that hold the true value. How the ends are found is said where the interval is
 * made, see {@link Proportion}, {@link SampleMean}, {@link SharedUnits}, {@link PairedShares}.
 *
 * @param estimate the value found, in whatever unit it has; NaN of nothing
 * @param low lower end, at most {@code estimate}; NaN where unknown
 * @param high upper end, at least {@code estimate}; NaN where unknown
 * @param count number of values that the estimate rests on, at least 0
 */
public record Interval(double estimate, double low, double high, long count) {

  /** Of no values: neither an estimate nor an interval is known. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);

  public Interval {
    // A comparison with NaN is false, so that what is unknown is not compared.
    if (low > estimate || estimate > high || low > high || count < 0) {
      throw new IllegalArgumentException(
          "expected low <= estimate <= high and a count, found "
              + low
              + ", "
              + estimate
              + ", "
              + high
              + " and "
              + count);
    }
  }
}
