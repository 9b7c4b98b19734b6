package io.separatrix.proof.enclosure;

/**
 * Whether the rounding of float64 is accounted for. All bounds here rest on the standard model:
 * with the unit {@code u = 2^-53}, each sum, product, quotient and square root is exact up to a
 * factor {@code 1 + d}, {@code |d| <= u}, as long as nothing underflows; Java prescribes every
 * operation and its order.
 */
public enum Rounding {
  /** Every rounding is in the bounds: what follows is a statement about real numbers. */
  RIGOROUS(0x1p-53, 1e-300),

  /** The same computation without the terms for rounding. What follows is no proof. */
  NEGLECTED(0, 0);

  private final double unit;
  private final double tiny;

  Rounding(double unit, double tiny) {
    this.unit = unit;
    this.tiny = tiny;
  }

  /** The unit u. */
  public double unit() {
    return unit;
  }

  /**
   * What underflow may cost: more than a million roundings to multiples of the smallest double,
   * 5e-324.
   */
  public double tiny() {
    return tiny;
  }

  /**
   * At least {@code gamma_n = n u / (1 - n u)}: a sum of products in which no number meets more
   * than n roundings is off by at most gamma_n times the sum of the absolute products (Higham,
   * Accuracy and Stability of Numerical Algorithms, Lemma 3.1). For n up to 2^20.
   */
  public double gamma(int n) {
    return n * unit * (1 + 0x1p-20);
  }

  /**
   * A factor that makes an upper bound of a computed sum of non-negative numbers, in which none
   * meets more than n roundings. It covers the multiplication by itself.
   */
  public double above(int n) {
    return 1 + 4 * (n + 1) * unit;
  }
}
