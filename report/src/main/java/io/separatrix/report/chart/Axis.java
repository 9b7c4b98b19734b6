package io.separatrix.report.chart;

import org.jspecify.annotations.Nullable;

/**
 * An axis of a chart.
 *
 * @param label what is measured, with its unit: {@code norm of r (pixel range 0 to 1)}
 * @param min where it begins, null for where the data does
 * @param max where it ends, null for where the data does
 * @param logarithmic whether its scale is
 */
public record Axis(String label, @Nullable Double min, @Nullable Double max, boolean logarithmic) {

  /** An axis as long as the data. */
  public static Axis of(String label) {
    return new Axis(label, null, null, false);
  }

  /** An axis with fixed ends. */
  public static Axis between(String label, double min, double max) {
    return new Axis(label, min, max, false);
  }
}
