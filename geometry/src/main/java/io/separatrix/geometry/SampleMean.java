package io.separatrix.geometry;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

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
   * The mean of values and its standard error.
   *
   * @param values perhaps none; not modified
   * @return both NaN where there are too few values
   */
  public static SampleMean of(double... values) {
    if (values.length == 0) {
      return new SampleMean(Double.NaN, Double.NaN, 0);
    }
    double mean = Arrays.stream(values).sum() / values.length;
    return new SampleMean(mean, Math.sqrt(Variance.of(values) / values.length), values.length);
  }

  /** {@return the lower end of the 95 % interval; NaN for n &lt; 2} */
  public double low() {
    return mean - studentQuantile(count - 1) * standardError;
  }

  /** {@return the upper end of the 95 % interval; NaN for n &lt; 2} */
  public double high() {
    return mean + studentQuantile(count - 1) * standardError;
  }

  /** {@return the mean with its interval} */
  public Interval interval() {
    return new Interval(mean, low(), high(), count);
  }

  /** 0.975 quantile of Student's t with the given degrees of freedom; NaN for none. */
  static double studentQuantile(long freedom) {
    return freedom < 1
        ? Double.NaN
        : TDistribution.of((double) freedom).inverseCumulativeProbability(0.975);
  }
}
