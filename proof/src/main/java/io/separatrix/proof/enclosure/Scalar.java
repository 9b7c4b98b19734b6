package io.separatrix.proof.enclosure;

/** A function of one real number, as an operator that is applied to each neuron by itself. */
interface Scalar {

  /**
   * Finds a chord over [l, u]: numbers with {@code |f(z) - slope z - middle| <= half} for all real
   * z in [l, u]. Rounding in finding them is covered.
   */
  void chord(double l, double u, Chord chord);

  /** A bound of {@code |f(y) - f(z)| / |y - z|} on [l, u]. */
  double lipschitz(double l, double u);

  /** Whether f is constant on [l, u]. */
  default boolean constant(double l, double u) {
    return false;
  }

  /** A chord; reused. */
  final class Chord {
    double slope;
    double middle;
    double half;

    void set(double newSlope, double newMiddle, double newHalf) {
      slope = newSlope;
      middle = newMiddle;
      half = newHalf;
    }

    /** The chord of a slope when {@code f(z) - slope z} lies in [low, high] up to {@code error}. */
    void between(double newSlope, double low, double high, double error) {
      slope = newSlope;
      middle = low / 2 + high / 2;
      // Whatever the rounding of the middle, it is between the bounds or 4 units off.
      half = Math.max(high - middle, middle - low) * (1 + 0x1p-50) + error;
    }
  }
}
