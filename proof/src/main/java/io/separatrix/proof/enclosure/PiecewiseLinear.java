package io.separatrix.proof.enclosure;

/**
 * Continuous functions of straight pieces: ReLU and its kin.
 *
 * <p>Rule: the secant of [l, u] as slope; {@code f(z) - slope z} is piecewise linear, so its
 * extremes are at l, u and the kinks between them. Proof: a linear function on an interval has its
 * extremes at the ends. The slope may be any number, so its rounding costs nothing; that of the
 * extremes does.
 */
final class PiecewiseLinear implements Scalar {

  /** ReLU. */
  static final PiecewiseLinear RELU = leaky(0);

  private final double[] kinks;
  private final double[] values;
  private final double[] slopes;

  /**
   * @param kinks ascending
   * @param values f at the kinks, exact
   * @param slopes of the piece before each kink and of the last one, exact
   */
  PiecewiseLinear(double[] kinks, double[] values, double[] slopes) {
    this.kinks = kinks;
    this.values = values;
    this.slopes = slopes;
  }

  /** {@code max(z, 0) + slope min(z, 0)}. */
  static PiecewiseLinear leaky(double slope) {
    return new PiecewiseLinear(new double[] {0}, new double[] {0}, new double[] {slope, 1});
  }

  /** {@code min(max(z, low), high)}; a bound may be infinite. */
  static PiecewiseLinear clip(double low, double high) {
    if (low == Double.NEGATIVE_INFINITY) {
      return high == Double.POSITIVE_INFINITY
          ? new PiecewiseLinear(new double[] {0}, new double[] {0}, new double[] {1, 1})
          : new PiecewiseLinear(new double[] {high}, new double[] {high}, new double[] {1, 0});
    }
    if (high == Double.POSITIVE_INFINITY) {
      return new PiecewiseLinear(new double[] {low}, new double[] {low}, new double[] {0, 1});
    }
    if (low >= high) {
      // ONNX: the minimum of the upper bound and what the lower one gives.
      return new PiecewiseLinear(new double[] {0}, new double[] {high}, new double[] {0, 0});
    }
    return new PiecewiseLinear(
        new double[] {low, high}, new double[] {low, high}, new double[] {0, 1, 0});
  }

  @Override
  public void chord(double l, double u, Chord chord) {
    int piece = piece(l);
    if (piece == piece(u) || u <= kinks[piece]) {
      straight(piece, chord);
      return;
    }
    double atL = value(l);
    double atU = value(u);
    double slope = (atU - atL) / (u - l);
    double low = Math.min(atL - slope * l, atU - slope * u);
    double high = Math.max(atL - slope * l, atU - slope * u);
    double size =
        Math.max(Math.abs(slope * l) + Math.abs(atL), Math.abs(slope * u) + Math.abs(atU));
    for (int i = 0; i < kinks.length; i++) {
      if (l < kinks[i] && kinks[i] < u) {
        double at = values[i] - slope * kinks[i];
        low = Math.min(low, at);
        high = Math.max(high, at);
        size = Math.max(size, Math.abs(slope * kinks[i]) + Math.abs(values[i]));
      }
    }
    // Each extreme meets at most five roundings.
    chord.between(slope, low, high, size * 0x1p-49);
  }

  private void straight(int piece, Chord chord) {
    double slope = slopes[piece];
    int kink = Math.min(piece, kinks.length - 1);
    double offset = values[kink] - slope * kinks[kink];
    double size = Math.abs(values[kink]) + Math.abs(slope * kinks[kink]);
    boolean exact = slope == 0 || kinks[kink] == 0 || (slope == 1 && offset == 0);
    chord.set(slope, offset, exact ? 0 : size * 0x1p-51);
  }

  @Override
  public double lipschitz(double l, double u) {
    double largest = 0;
    for (int piece = piece(l); piece <= piece(u); piece++) {
      largest = Math.max(largest, Math.abs(slopes[piece]));
    }
    return largest;
  }

  @Override
  public boolean constant(double l, double u) {
    int piece = piece(l);
    return slopes[piece] == 0 && (piece == piece(u) || u <= kinks[piece]);
  }

  /** The piece that z is in; a kink belongs to the piece after it. */
  private int piece(double z) {
    int piece = 0;
    while (piece < kinks.length && z >= kinks[piece]) {
      piece++;
    }
    return piece;
  }

  private double value(double z) {
    int piece = piece(z);
    int kink = Math.min(piece, kinks.length - 1);
    return values[kink] + slopes[piece] * (z - kinks[kink]);
  }
}
