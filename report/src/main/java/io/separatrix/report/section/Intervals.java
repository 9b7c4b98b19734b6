package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import java.util.List;
import java.util.Locale;

/** Intervals in words, where they are not of shares in per cent. */
final class Intervals {

  private Intervals() {}

  /** Both ends: {@code 0.12 to 0.34}. */
  static String ends(Interval interval) {
    return Numbers.shown(interval.low()) + " to " + Numbers.shown(interval.high());
  }

  /** The estimate with three decimals. */
  static String three(Interval interval) {
    return three(interval.estimate());
  }

  /** Both ends with three decimals. */
  static String endsWithThree(Interval interval) {
    return three(interval.low()) + " to " + three(interval.high());
  }

  private static String three(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "none";
  }

  /** Shares in per cent, for a chart. */
  static List<Interval> percent(List<Interval> shares) {
    return shares.stream()
        .map(
            share ->
                new Interval(
                    100 * share.estimate(), 100 * share.low(), 100 * share.high(), share.count()))
        .toList();
  }
}
