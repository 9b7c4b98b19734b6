package io.separatrix.proof.enclosure;

import java.util.function.DoubleUnaryOperator;

/**
 * Increasing functions that are convex below 0 and concave above: sigmoid, tanh, erf.
 *
 * <p>Rule: on one side of 0 as a {@link Convex} function; over 0 the smaller of the slopes at both
 * ends, and {@code f(z) - slope z} between its values there. Proof: f' rises to 0 and falls from
 * it, so it is at least the smaller of its values at the ends, and the difference increases (Singh
 * et al. 2018).
 */
final class Sigmoidal implements Scalar {

  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;
  private final double error;
  private final Convex below;
  private final Convex above;

  /**
   * @param value f
   * @param slope its derivative
   * @param error a bound of the absolute error of both, as they are computed
   */
  Sigmoidal(DoubleUnaryOperator value, DoubleUnaryOperator slope, double error) {
    this.value = value;
    this.slope = slope;
    this.error = error;
    this.below = new Convex(value, slope, 1, Double.NEGATIVE_INFINITY);
    this.above = new Convex(value, slope, -1, Double.NEGATIVE_INFINITY);
  }

  @Override
  public void chord(double l, double u, Chord chord) {
    if (u <= 0 || l >= 0) {
      (u <= 0 ? below : above).chord(l, u, chord);
      chord.half += error * (2 + u - l);
      return;
    }
    double least = Math.min(slope.applyAsDouble(l), slope.applyAsDouble(u)) - error;
    double tilt = Math.max(0, least * (1 - 0x1p-40));
    double low = value.applyAsDouble(l) - tilt * l;
    double high = value.applyAsDouble(u) - tilt * u;
    double size = 1 + tilt * (Math.abs(l) + Math.abs(u));
    chord.between(tilt, low, high, 0x1p-46 * size + 2 * error);
  }

  @Override
  public double lipschitz(double l, double u) {
    double nearest = l > 0 ? l : Math.min(u, 0);
    return slope.applyAsDouble(nearest) * (1 + 0x1p-46) + error;
  }
}
