package io.separatrix.report.compare;

import io.separatrix.geometry.Correlation;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.RecoveredLimits;
import io.separatrix.geometry.SampleMean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number of two runs.
 *
 * @param quantity what it is
 * @param first of the first run, with its interval about other items of the same kind
 * @param second of the second run
 * @param difference the second less the first
 * @param ratio the second over the first; without ends where the first may be 0
 * @param paired items that both runs have; 0 where they have different ones, so that the intervals
 *     are those of independent estimates
 * @param comparable whether the number was found in the same way, so that a difference is one of
 *     the networks
 */
record ComparedNumber(
    Quantity quantity,
    Interval first,
    Interval second,
    Interval difference,
    Interval ratio,
    int paired,
    boolean comparable) {

  /**
   * Compares two tables.
   *
   * @param sameImages whether an index means the same image in both runs; items that only one run
   *     has are left out then
   * @param comparable as {@link #comparable()}
   */
  static ComparedNumber of(
      Quantity quantity,
      SampleTable first,
      SampleTable second,
      boolean sameImages,
      boolean comparable) {
    if (!sameImages || quantity.keys().isEmpty()) {
      return of(quantity, values(quantity, first), values(quantity, second), 0, 0, comparable);
    }
    Map<String, Double> a = byItem(quantity, first);
    Map<String, Double> b = byItem(quantity, second);
    List<String> common = a.keySet().stream().filter(b::containsKey).toList();
    double[] x = common.stream().mapToDouble(a::get).toArray();
    double[] y = common.stream().mapToDouble(b::get).toArray();
    return of(quantity, x, y, correlation(x, y), x.length, comparable);
  }

  private static ComparedNumber of(
      Quantity quantity,
      double[] x,
      double[] y,
      double correlation,
      int paired,
      boolean comparable) {
    Interval first = mean(quantity, x);
    Interval second = mean(quantity, y);
    return new ComparedNumber(
        quantity,
        first,
        second,
        RecoveredLimits.difference(first, second, correlation),
        RecoveredLimits.ratio(first, second, correlation),
        paired,
        comparable);
  }

  private static Interval mean(Quantity quantity, double[] values) {
    if (!quantity.share()) {
      return SampleMean.of(values).interval();
    }
    List<Boolean> holds = new ArrayList<>();
    for (double value : values) {
      holds.add(value > 0.5);
    }
    return Proportion.of(holds).interval();
  }

  private static double[] values(Quantity quantity, SampleTable table) {
    return table.rows().stream()
        .filter(quantity.counted())
        .mapToDouble(row -> quantity.of(row, table.unit()))
        .filter(Double::isFinite)
        .toArray();
  }

  private static Map<String, Double> byItem(Quantity quantity, SampleTable table) {
    Map<String, Double> values = new LinkedHashMap<>();
    table.rows().stream()
        .filter(quantity.counted())
        .forEach(
            row -> {
              double value = quantity.of(row, table.unit());
              if (Double.isFinite(value)) {
                values.put(quantity.item(row), value);
              }
            });
    return values;
  }

  private static double correlation(double[] x, double[] y) {
    double correlation = Correlation.of(x, y);
    return Double.isNaN(correlation) ? 0 : Math.max(-1, Math.min(1, correlation));
  }

  /** Whether the networks differ: the interval of the difference leaves 0 out. */
  boolean differs() {
    return comparable && (difference.low() > 0 || difference.high() < 0);
  }
}
