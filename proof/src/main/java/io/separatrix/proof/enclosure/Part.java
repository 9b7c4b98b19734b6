package io.separatrix.proof.enclosure;

/**
 * A part of a segment: t in [low, high].
 *
 * @param low a dyadic rational of at most 30 binary places
 * @param high {@code low} plus a power of two, at most 1
 */
public record Part(double low, double high) {

  /** The whole segment. */
  public static final Part WHOLE = new Part(0, 1);

  private static final double FINEST = 0x1p-30;

  public Part {
    double width = high - low;
    boolean dyadic =
        low / FINEST == Math.rint(low / FINEST)
            && width >= FINEST
            && width == Math.scalb(1.0, Math.getExponent(width));
    if (!(low >= 0 && high <= 1 && dyadic)) {
      throw new IllegalArgumentException(
          "expected a dyadic interval in [0, 1], found [" + low + ", " + high + "]");
    }
  }

  public double width() {
    return high - low;
  }

  public double middle() {
    return low + (high - low) / 2;
  }

  /** Whether it can be cut into so many. */
  public boolean divisible(int pieces) {
    return width() / pieces >= FINEST;
  }

  /** The i-th of so many equal pieces, a power of two. */
  public Part piece(int i, int pieces) {
    double piece = width() / pieces;
    return new Part(low + i * piece, low + (i + 1) * piece);
  }
}
