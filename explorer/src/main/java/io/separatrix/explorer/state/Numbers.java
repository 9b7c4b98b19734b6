package io.separatrix.explorer.state;

import java.math.BigDecimal;

/** Numbers in addresses. */
final class Numbers {

  private static final int LONGEST = 32;

  private Numbers() {}

  /**
   * Reads a number.
   *
   * @throws InvalidStateException if it is none, or not between the ends
   */
  static double parse(String name, String text, double low, double high) {
    try {
      double value = text.length() > LONGEST ? Double.NaN : Double.parseDouble(text);
      if (value >= low && value <= high) {
        return value == 0 ? 0 : value; // no -0
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw InvalidStateException.of(name, "a number from " + text(low) + " to " + text(high), text);
  }

  /**
   * Reads a whole number.
   *
   * @throws InvalidStateException if it is none, or not between the ends
   */
  static int whole(String name, String text, int low, int high) {
    double value = parse(name, text, low, high);
    if (value != Math.rint(value)) {
      throw InvalidStateException.of(name, "a whole number from " + low + " to " + high, text);
    }
    return (int) value;
  }

  static String text(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
