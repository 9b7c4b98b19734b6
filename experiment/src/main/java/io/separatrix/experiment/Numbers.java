package io.separatrix.experiment;

import io.separatrix.geometry.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the report and the command line show them. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(3);

  private Numbers() {}

  /**
   * {@return three significant digits: {@code 0.0123}, {@code 4.56}, {@code 1.2e-7}}
   *
   * @param value any number
   */
  public static String shown(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    return size >= 1000
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * {@return a share in per cent with one decimal}
   *
   * @param share from 0 to 1
   */
  public static String percent(double share) {
    return percent(share, 1);
  }

  /**
   * {@return a share in per cent}
   *
   * @param share from 0 to 1
   * @param decimals digits after the point
   */
  public static String percent(double share, int decimals) {
    return Double.isFinite(share) ? fixed(100 * share, decimals) + " %" : "none";
  }

  /**
   * {@return the interval of a share with one decimal}
   *
   * @param share from 0 to 1
   */
  public static String interval(Interval share) {
    return interval(share, 1);
  }

  /**
   * {@return the interval of a share}
   *
   * @param share from 0 to 1
   * @param decimals digits after the point
   */
  public static String interval(Interval share, int decimals) {
    return Double.isFinite(share.low()) && Double.isFinite(share.high())
        ? "95 % interval "
            + fixed(100 * share.low(), decimals)
            + " to "
            + fixed(100 * share.high(), decimals)
            + " %"
        : "no interval";
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
