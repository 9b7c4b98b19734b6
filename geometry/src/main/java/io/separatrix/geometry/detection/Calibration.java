package io.separatrix.geometry.detection;

import io.separatrix.geometry.Proportion;
import java.util.Arrays;

/**
 * A threshold from clean images alone: no perturbed sample is needed.
 *
 * @param threshold t: an image counts as perturbed if its statistic exceeds t
 * @param falseAlarmRate wanted share of clean images above t
 * @param samples clean images it rests on
 */
public record Calibration(double threshold, double falseAlarmRate, int samples) {

  private static final double ROUNDING = 1e-9;

  /**
   * The threshold as the conformal quantile: with n clean values, the {@code ceil((n + 1)(1 -
   * rate))}-th smallest. For exchangeable images the probability of a false alarm is then at most
   * the wanted rate (Vovk, Gammerman, Shafer, "Algorithmic Learning in a Random World", 2005).
   *
   * @param clean statistic of clean images; not modified
   * @param falseAlarmRate wanted rate, in (0, 1)
   * @throws IllegalArgumentException if there are too few images for that rate
   */
  public static Calibration of(double[] clean, double falseAlarmRate) {
    if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
      throw new IllegalArgumentException(
          "expected a false-alarm rate between 0 and 1, found " + falseAlarmRate);
    }
    int rank = rank(clean.length, falseAlarmRate);
    if (rank > clean.length) {
      throw new IllegalArgumentException(
          "a false-alarm rate of "
              + falseAlarmRate
              + " needs at least "
              + (int) Math.ceil(1 / falseAlarmRate - 1)
              + " clean images, found "
              + clean.length);
    }
    double[] sorted = clean.clone();
    Arrays.sort(sorted);
    return new Calibration(sorted[rank - 1], falseAlarmRate, clean.length);
  }

  /**
   * The share of the calibration images themselves that are above the threshold. Its interval is
   * where the rate on further images is to be expected, on so few images did the threshold rest.
   */
  public Proportion calibratedRate() {
    return new Proportion(samples - rank(samples, falseAlarmRate), samples);
  }

  /** The smallest rate that so many clean images can be calibrated for, {@code 1 / (n + 1)}. */
  public static double smallestRate(int samples) {
    return 1.0 / (samples + 1);
  }

  private static int rank(int samples, double falseAlarmRate) {
    return (int) Math.ceil((samples + 1) * (1 - falseAlarmRate) - ROUNDING);
  }
}
