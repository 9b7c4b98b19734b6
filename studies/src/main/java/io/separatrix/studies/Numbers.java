package io.separatrix.studies;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the report and the command line show them. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(3);

  private Numbers() {}

  /** Three significant digits: {@code 0.0123}, {@code 4.56}, {@code 1.2e-7}. */
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

  /** A share in per cent with one decimal. */
  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "none";
  }

  /** The interval of a share: {@code 95 % interval 91.2 to 94.7 %}. */
  public static String interval(double low, double high) {
    return String.format(Locale.ROOT, "95 %% interval %.1f to %.1f %%", 100 * low, 100 * high);
  }
}
