package io.separatrix.geometry;

import java.util.Arrays;

/**
 * Mean of independent values with its standard error and 95 % interval (Student's t).
 *
 * @param mean arithmetic mean; NaN of nothing
 * @param standardError {@code s / sqrt(n)} with the unbiased variance s^2; NaN for n &lt; 2
 * @param count n
 */
public record SampleMean(double mean, double standardError, long count) {

  /** 0.975 quantile of the standard normal distribution. */
  static final double NORMAL_QUANTILE = 1.959963984540054;

  public SampleMean {
    if (count < 0) {
      throw new IllegalArgumentException("expected a count, found " + count);
    }
  }

  /**
   * @param values perhaps none; not modified
   */
  public static SampleMean of(double... values) {
    if (values.length == 0) {
      return new SampleMean(Double.NaN, Double.NaN, 0);
    }
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double n = values.length;
    return new SampleMean(mean, Math.sqrt(squares / (n - 1) / n), values.length);
  }

  /** Lower end of the 95 % interval; NaN for n &lt; 2. */
  public double low() {
    return mean - studentQuantile(count - 1) * standardError;
  }

  /** Upper end of the 95 % interval; NaN for n &lt; 2. */
  public double high() {
    return mean + studentQuantile(count - 1) * standardError;
  }

  /** The mean with its interval. */
  public Interval interval() {
    return new Interval(mean, low(), high(), count);
  }

  /**
   * 0.975 quantile of Student's t with the given degrees of freedom: closed forms for 1 and 2, else
   * the expansion of Abramowitz and Stegun 26.7.5, off by less than 0.4 % at 3 and less beyond.
   */
  static double studentQuantile(long freedom) {
    if (freedom < 1) {
      return Double.NaN;
    }
    double p = 0.975;
    if (freedom == 1) {
      return Math.tan(Math.PI * (p - 0.5));
    }
    if (freedom == 2) {
      return (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
    }
    double z = NORMAL_QUANTILE;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    double z9 = z7 * z * z;
    double n = freedom;
    return z
        + (z3 + z) / 4 / n
        + (5 * z5 + 16 * z3 + 3 * z) / 96 / (n * n)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384 / (n * n * n)
        + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92160 / (n * n * n * n);
  }
}
