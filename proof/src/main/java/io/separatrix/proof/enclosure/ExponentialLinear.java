package io.separatrix.proof.enclosure;

/**
 * ELU, CELU and SELU: {@code gain z} for z of 0 or more, {@code depth (exp(z / width) - 1)} below.
 *
 * <p>Rule: the secant of [l, u] as slope p. Below 0, {@code f(z) - p z} is largest at an end and
 * not below its tangent anywhere, taken where it is nearly level; above 0 it has its extremes at
 * the ends. Proof: it is convex below 0, whatever the kink at 0, and linear above. Values are off
 * by a few units of the last place of depth and size, since {@code |x| exp(x) < 1} for negative x.
 */
final class ExponentialLinear implements Scalar {

  private static final double ERROR = 0x1p-46;

  private final double gain;
  private final double depth;
  private final double width;
  private final double steepest;

  /**
   * @param gain slope above 0, positive
   * @param depth how far below 0 the function goes, 0 or more; off by at most two roundings
   * @param width positive
   */
  ExponentialLinear(double gain, double depth, double width) {
    this.gain = gain;
    this.depth = depth;
    this.width = width;
    this.steepest = depth / width;
  }

  @Override
  public void chord(double l, double u, Chord chord) {
    if (l >= 0) {
      chord.set(gain, 0, 0);
      return;
    }
    double right = Math.min(u, 0);
    double atL = below(l);
    double atRight = below(right);
    double atU = u > 0 ? gain * u : atRight;
    double slope = u > l ? (atU - atL) / (u - l) : steepest * Math.exp(l / width);
    double touch = Math.max(l, Math.min(right, width * Math.log(slope / steepest)));
    if (!(touch >= l)) {
      touch = l; // a constant
    }
    double tilt = steepest * Math.exp(touch / width) - slope;
    double level = below(touch) - slope * touch;
    double tangent = level + Math.min(tilt * (l - touch), tilt * (right - touch));
    double ends = atL - slope * l;
    double low = Math.min(tangent, Math.min(atRight - slope * right, atU - slope * u));
    double high = Math.max(ends, Math.max(atRight - slope * right, atU - slope * u));
    double reach = Math.abs(l) + Math.abs(u);
    double size = depth + Math.abs(atU) + (Math.abs(slope) + steepest) * reach;
    chord.between(slope, low, high, ERROR * size + 1e-300);
  }

  @Override
  public double lipschitz(double l, double u) {
    double left = l < 0 ? steepest * Math.exp(Math.min(u, 0) / width) : 0;
    return Math.max(left, u > 0 || l >= 0 ? gain : 0) * (1 + 0x1p-40) + 1e-300;
  }

  private double below(double z) {
    return depth * Math.expm1(z / width);
  }
}
