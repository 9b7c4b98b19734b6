package io.separatrix.proof.enclosure;

/** What the rounding of one operation leaves out, exactly (Knuth; Dekker, 1971). */
final class TwoSum {

  private TwoSum() {}

  /** {@code a + b - sum}, where sum is a + b rounded: exact unless it overflows. */
  static double error(double a, double b, double sum) {
    double virtual = sum - a;
    return (a - (sum - virtual)) + (b - virtual);
  }

  /** {@code a b - product}, where product is a b rounded: exact unless it under- or overflows. */
  static double productError(double a, double b, double product) {
    return Math.fma(a, b, -product);
  }
}
