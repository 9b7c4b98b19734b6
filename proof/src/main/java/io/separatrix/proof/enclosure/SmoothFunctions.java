package io.separatrix.proof.enclosure;

import org.apache.commons.numbers.gamma.Erf;

/** Smooth functions with the numbers that their chords need. */
final class SmoothFunctions {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  /** Commons Numbers states a relative error of some 1e-15 for erf; this much is charged. */
  private static final double ERF_ERROR = 1e-13;

  private static final double ROOT = Math.sqrt(Math.PI);

  private static final double K = Math.sqrt(2 / Math.PI);

  private static final double CUBE = 0.044715;

  static final Scalar EXP = new Convex(Math::exp, Math::exp, 1, NONE);

  static final Scalar SOFTPLUS =
      new Convex(
          z -> Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
          SmoothFunctions::sigmoid,
          1,
          NONE);

  static final Scalar SQRT = new Convex(Math::sqrt, z -> 0.5 / Math.sqrt(z), -1, 0);

  static final Scalar SQUARE = new Convex(z -> z * z, z -> 2 * z, 1, NONE);

  static final Scalar SIGMOID =
      new Sigmoidal(SmoothFunctions::sigmoid, z -> sigmoid(z) * sigmoid(-z), 1e-300);

  static final Scalar TANH =
      new Sigmoidal(Math::tanh, z -> 4 * sigmoid(2 * z) * sigmoid(-2 * z), 1e-300);

  static final Scalar ERF = new Sigmoidal(Erf::value, z -> 2 / ROOT * Math.exp(-z * z), ERF_ERROR);

  /**
   * {@code z sigmoid(z)}: at least -0.27847 below ReLU; {@code f''(0) = 1/2} is the largest second
   * derivative, f' stays in [-0.1, 1.1].
   */
  static final Scalar SILU =
      new Gated(
          z -> z * sigmoid(z),
          z -> sigmoid(z) * (1 + z * sigmoid(-z)),
          0.2785,
          0.5,
          1.0999,
          0x1p-46);

  /**
   * {@code z Phi(z)}: at least -0.16998 below ReLU; {@code f'' = (2 - z^2) phi(z)}, largest at 0;
   * f' stays in [-0.129, 1.129].
   */
  static final Scalar GELU =
      new Gated(
          z -> z * phi(z),
          z -> phi(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI),
          0.17,
          0.79789,
          1.1291,
          ERF_ERROR);

  /**
   * {@code z (1 + tanh(k (z + 0.044715 z^3))) / 2} with {@code k = sqrt(2 / pi)}: at least -0.17005
   * below ReLU; {@code |f''|} is largest at 0, where it is k; f' stays in [-0.129, 1.129].
   */
  static final Scalar GELU_BY_TANH =
      new Gated(
          z -> z * sigmoid(2 * cubic(z)),
          z -> {
            double up = sigmoid(2 * cubic(z));
            double down = sigmoid(-2 * cubic(z));
            return up + 2 * z * up * down * K * (1 + 3 * CUBE * z * z);
          },
          0.1701,
          0.79789,
          1.1291,
          0x1p-44);

  private SmoothFunctions() {}

  /** {@code z^p} for positive z. */
  static Scalar power(double p) {
    if (p == 2) {
      return SQUARE;
    }
    double sign = p > 0 && p < 1 ? -1 : 1;
    return new Convex(z -> Math.pow(z, p), z -> p * Math.pow(z, p - 1), sign, 0);
  }

  /** {@code 1/z}, on either side of 0. */
  static final Scalar RECIPROCAL =
      new Scalar() {
        private final Convex positive = new Convex(z -> 1 / z, z -> -1 / (z * z), 1, 0);

        @Override
        public void chord(double l, double u, Chord chord) {
          if (u < 0) {
            positive.chord(-u, -l, chord);
            chord.middle = -chord.middle;
          } else {
            positive.chord(l, u, chord);
          }
        }

        @Override
        public double lipschitz(double l, double u) {
          return u < 0 ? positive.lipschitz(-u, -l) : positive.lipschitz(l, u);
        }
      };

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double cubic(double z) {
    return K * (z + CUBE * z * z * z);
  }

  private static double phi(double z) {
    return 0.5 * Erf.value(z / Math.sqrt(2)) + 0.5;
  }
}
