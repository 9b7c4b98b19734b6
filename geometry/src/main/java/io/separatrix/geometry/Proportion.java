package io.separatrix.geometry;

import java.util.Collection;

/**
 * A share of successes among independent trials, with the 95 % score interval of Wilson ("Probable
 * inference, the law of succession, and statistical inference", JASA 1927).
 *
 * @param successes at least 0
 * @param trials at least {@code successes}
 */
public record Proportion(long successes, long trials) {

  public Proportion {
    if (successes < 0 || trials < successes) {
      throw new IllegalArgumentException(
          "expected 0 <= successes <= trials, found " + successes + " of " + trials);
    }
  }

  /**
   * The share of {@code true} among the outcomes.
   *
   * @param outcomes one for each trial, perhaps none
   * @return their number, and that of those which are true
   */
  public static Proportion of(Collection<Boolean> outcomes) {
    return new Proportion(outcomes.stream().filter(outcome -> outcome).count(), outcomes.size());
  }

  /** {@return {@code successes / trials}; NaN without trials} */
  public double estimate() {
    return (double) successes / trials;
  }

  /** {@return the lower end of the 95 % interval; 0 without trials} */
  public double low() {
    return Wilson.low(estimate(), (double) trials);
  }

  /** {@return the upper end of the 95 % interval; 1 without trials} */
  public double high() {
    return Wilson.high(estimate(), (double) trials);
  }

  /** {@return the share with its interval; its count is that of the trials} */
  public Interval interval() {
    return new Interval(estimate(), low(), high(), trials);
  }
}
