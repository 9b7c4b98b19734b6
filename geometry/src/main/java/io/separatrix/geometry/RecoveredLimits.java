package io.separatrix.geometry;

/**
 * Intervals of the difference and of the ratio of two estimates, from the intervals of the two and
 * their correlation: the variances on each side are recovered from the ends (Zou, Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 27, 2008;
 * Donner, Zou, "Closed-form confidence intervals for functions of the normal mean and standard
 * deviation", Statistical Methods in Medical Research 21, 2012; for two shares without correlation
 * the difference is Newcombe's method 10, Statistics in Medicine 17, 1998).
 */
public final class RecoveredLimits {

  private RecoveredLimits() {}

  /**
   * {@code b - a}; its count is the smaller of both.
   *
   * @param correlation of the two estimates, from -1 to 1: that of paired values, 0 for estimates
   *     from different items
   */
  public static Interval difference(Interval a, Interval b, double correlation) {
    requireCorrelation(correlation);
    double estimate = b.estimate() - a.estimate();
    return new Interval(
        estimate,
        estimate - together(b.estimate() - b.low(), a.high() - a.estimate(), correlation),
        estimate + together(b.high() - b.estimate(), a.estimate() - a.low(), correlation),
        Math.min(a.count(), b.count()));
  }

  private static double together(double x, double y, double correlation) {
    return Math.sqrt(Math.max(0, x * x + y * y - 2 * correlation * x * y));
  }

  /**
   * {@code b / a}; its count is the smaller of both. Without ends where the interval of a reaches
   * 0, since the ratio then has no bound.
   *
   * @param correlation of the two estimates, from -1 to 1
   */
  public static Interval ratio(Interval a, Interval b, double correlation) {
    requireCorrelation(correlation);
    double estimate = b.estimate() / a.estimate();
    long count = Math.min(a.count(), b.count());
    if (!(a.low() > 0)) {
      return new Interval(estimate, Double.NaN, Double.NaN, count);
    }
    double low = end(a.estimate(), a.high(), b.estimate(), b.low(), correlation, -1);
    double high = end(a.estimate(), a.low(), b.estimate(), b.high(), correlation, 1);
    return new Interval(estimate, Math.min(low, estimate), Math.max(high, estimate), count);
  }

  /** An end of b / a from the opposite end of a and the same of b. */
  private static double end(
      double a, double endOfA, double b, double endOfB, double correlation, int sign) {
    double product = a * b - correlation * (b - endOfB) * (endOfA - a);
    double of = endOfA * (2 * a - endOfA);
    if (!(of > 0)) {
      return Double.NaN;
    }
    double root = product * product - endOfB * endOfA * (2 * b - endOfB) * (2 * a - endOfA);
    return (product + sign * Math.sqrt(Math.max(0, root))) / of;
  }

  private static void requireCorrelation(double correlation) {
    if (!(Math.abs(correlation) <= 1)) {
      throw new IllegalArgumentException("expected a correlation, found " + correlation);
    }
  }
}
