package io.separatrix.report.compare;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import io.separatrix.report.page.Block;
import java.util.List;
import java.util.Locale;

/** The numbers of two runs as a table, and how a number is written. */
final class NumberTable {

  private NumberTable() {}

  /**
   * Every number that two runs have in common.
   *
   * @param first name of the run that the other is compared with
   * @param other name of the other
   */
  static Block of(List<ComparedNumber> numbers, String first, String other) {
    return new Block.Table(
        other
            + " beside "
            + first
            + ": every number that both have, with 95 % intervals. Paired: on the same images, so"
            + " that what is hard about an image is in both; else the intervals are those of"
            + " independent estimates. Intervals are about other images of the same kind.",
        List.of(
            "number",
            first,
            other,
            "difference",
            "95 % interval",
            "ratio",
            "95 % interval",
            "paired"),
        numbers.stream().map(NumberTable::row).toList());
  }

  private static List<String> row(ComparedNumber number) {
    Quantity quantity = number.quantity();
    String unit = quantity.unit().isEmpty() ? "" : ", " + quantity.unit();
    return List.of(
        quantity.study() + ": " + quantity.label() + unit,
        shown(quantity, number.first().estimate(), false),
        shown(quantity, number.second().estimate(), false),
        shown(quantity, number.difference().estimate(), true),
        ends(quantity, number.difference(), true),
        Numbers.shown(number.ratio().estimate()),
        Double.isFinite(number.ratio().low())
            ? Numbers.shown(number.ratio().low()) + " to " + Numbers.shown(number.ratio().high())
            : "none",
        number.paired() == 0 ? "no" : number.paired() + " items");
  }

  /** A difference of shares is in percentage points, so that nobody takes it for a ratio. */
  static String shown(Quantity quantity, double value, boolean difference) {
    return number(quantity, value, difference) + (quantity.share() && difference ? " points" : "");
  }

  /** Both ends of an interval, the unit after the second. */
  static String ends(Quantity quantity, Interval interval, boolean difference) {
    return number(quantity, interval.low(), difference)
        + " to "
        + shown(quantity, interval.high(), difference);
  }

  private static String number(Quantity quantity, double value, boolean difference) {
    if (!quantity.share()) {
      return (difference && value > 0 ? "+" : "") + Numbers.shown(value);
    }
    return difference ? String.format(Locale.ROOT, "%+.1f", 100 * value) : Numbers.percent(value);
  }
}
