package io.separatrix.proof.enclosure;

import java.util.function.DoubleUnaryOperator;

/**
 * Functions that are convex on a half-line or everywhere, or concave: exp, softplus, powers, the
 * reciprocal.
 *
 * <p>Rule: the tangent at the middle m of [l, u] as slope; {@code f(z) - slope z} is least at m and
 * largest at an end. Proof: a convex function lies above its tangents, and on an interval below the
 * larger of its ends. Concave: the same of -f. Values and slopes of {@link Math} are off by 2.5
 * units of the last place at most, a few such make up f; 2^-46 of all sizes covers them, and what
 * the slope's own error does over the interval.
 */
final class Convex implements Scalar {

  private static final double ERROR = 0x1p-46;

  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;
  private final double sign;
  private final double domain;

  /**
   * @param value f
   * @param slope its derivative, monotone
   * @param sign 1 if f is convex, -1 if it is concave
   * @param domain only numbers above this have a value; at others nothing is known
   */
  Convex(DoubleUnaryOperator value, DoubleUnaryOperator slope, double sign, double domain) {
    this.value = value;
    this.slope = slope;
    this.sign = sign;
    this.domain = domain;
  }

  @Override
  public void chord(double l, double u, Chord chord) {
    if (!(l > domain)) {
      chord.set(0, 0, Double.POSITIVE_INFINITY);
      return;
    }
    double m = l / 2 + u / 2;
    double tangent = slope.applyAsDouble(m);
    double atM = value.applyAsDouble(m);
    double atL = value.applyAsDouble(l);
    double atU = value.applyAsDouble(u);
    double touch = sign * (atM - tangent * m);
    double end = Math.max(sign * (atL - tangent * l), sign * (atU - tangent * u));
    double size =
        Math.abs(atM)
            + Math.abs(atL)
            + Math.abs(atU)
            + Math.abs(tangent) * (Math.abs(l) + Math.abs(u));
    double error = ERROR * size + 1e-300;
    if (sign > 0) {
      chord.between(tangent, touch, end, error);
    } else {
      chord.between(tangent, -end, -touch, error);
    }
  }

  @Override
  public double lipschitz(double l, double u) {
    if (!(l > domain)) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = Math.max(Math.abs(slope.applyAsDouble(l)), Math.abs(slope.applyAsDouble(u)));
    return largest * (1 + ERROR) + 1e-300;
  }
}
