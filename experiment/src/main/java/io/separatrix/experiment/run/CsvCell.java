package io.separatrix.experiment.run;

import org.jspecify.annotations.Nullable;

/** What goes into a cell of a CSV file. */
final class CsvCell {

  /**
   * How a formula begins in the spreadsheets that take cells for formulas (OWASP, CSV injection).
   */
  private static final String FORMULA = "=+-@\t\r\n";

  private CsvCell() {}

  /** The value, null for an empty cell. */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return null;
    }
    if (value instanceof CharSequence text && isFormula(text)) {
      return "'" + text;
    }
    return value;
  }

  private static boolean isFormula(CharSequence text) {
    return text.length() > 0 && FORMULA.indexOf(text.charAt(0)) >= 0;
  }
}
