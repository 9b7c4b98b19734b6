package io.separatrix.proof.enclosure;

import java.util.function.DoubleUnaryOperator;

/**
 * Smooth functions between {@code relu(z) - gap} and {@code relu(z)}: GELU and SiLU.
 *
 * <p>Rule: the tangent at the middle, off by at most {@code curvature / 2 ((u - l) / 2)^2}, or
 * ReLU's chord and the gap, whichever is closer. Proof: Taylor's theorem; the bounds of f - relu.
 */
final class Gated implements Scalar {

  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;
  private final double gap;
  private final double curvature;
  private final double steepest;
  private final double error;

  /**
   * @param value f
   * @param slope its derivative
   * @param gap the most that f is below ReLU
   * @param curvature a bound of the absolute second derivative
   * @param steepest a bound of the absolute derivative
   * @param error a bound of the error of values and slopes, relative to 1 + |z|
   */
  Gated(
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope,
      double gap,
      double curvature,
      double steepest,
      double error) {
    this.value = value;
    this.slope = slope;
    this.gap = gap;
    this.curvature = curvature;
    this.steepest = steepest;
    this.error = error;
  }

  @Override
  public void chord(double l, double u, Chord chord) {
    double m = l / 2 + u / 2;
    double tangent = slope.applyAsDouble(m);
    double width = u - l;
    double rounding = error * (1 + Math.abs(l) + Math.abs(u)) * (2 + width);
    double half = curvature / 8 * width * width * (1 + 0x1p-40) + rounding;
    PiecewiseLinear.RELU.chord(l, u, chord);
    double coarse = chord.half + gap / 2 * (1 + 0x1p-40);
    if (half < coarse) {
      chord.set(tangent, value.applyAsDouble(m) - tangent * m, half);
    } else {
      chord.set(chord.slope, chord.middle - gap / 2, coarse + rounding);
    }
  }

  @Override
  public double lipschitz(double l, double u) {
    return steepest;
  }
}
