package io.separatrix.proof.enclosure;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Coefficients of a linear layer in float64 and how far they may be from the network's own: stored
 * numbers are taken as they are, products of them (a folded normalisation) are rounded.
 *
 * @param matrix for each output its coefficients: channel by channel, and in it the places of the
 *     kernel row-major; not modified
 * @param bias for each output; not modified
 * @param roundings each coefficient is off by at most gamma of this, relative to itself
 * @param biasError for each output a bound of the bias's absolute error; not modified
 */
record Weights(double[][] matrix, double[] bias, int roundings, double[] biasError) {

  /** Products below this are not rounded relative to themselves alone; twice over, for squares. */
  private static final double SMALLEST = 1e-150;

  private static final MathContext DIGITS = new MathContext(60);

  /** Weights that are exact. */
  static Weights exact(double[][] matrix, double[] bias) {
    return new Weights(matrix, bias, 0, new double[bias.length]);
  }

  /**
   * These followed by {@code y -> scale / sqrt(variance + epsilon) (y - mean) + shift} for each
   * output.
   *
   * <p>The factor a is found to 60 digits and kept as a sum of two doubles; a coefficient's product
   * with it is exact in three doubles, summed from the small ones up, so that all of it is as good
   * as one rounding: gamma_1. So is the bias {@code a (b - mean) + shift}, of 60 digits too; what
   * it was off before is multiplied by |a|.
   */
  Weights normalized(
      double[] scale,
      double[] shift,
      double[] mean,
      double[] variance,
      double epsilon,
      Rounding rounding) {
    double[][] folded = new double[matrix.length][];
    double[] offset = new double[bias.length];
    double[] error = new double[bias.length];
    for (int o = 0; o < folded.length; o++) {
      BigDecimal a = factor(scale[o], variance[o], epsilon);
      double high = a.doubleValue();
      double low = a.subtract(new BigDecimal(high)).doubleValue();
      folded[o] = new double[matrix[o].length];
      for (int k = 0; k < folded[o].length; k++) {
        double w = matrix[o][k];
        double product = high * w;
        folded[o][k] = product + (Math.fma(high, w, -product) + low * w);
        if (Math.abs(folded[o][k]) < SMALLEST && high != 0 && w != 0) {
          throw new UnsupportedNetworkException(
              "a normalisation makes a weight smaller than "
                  + SMALLEST
                  + "; there is no rule for underflow there");
        }
      }
      BigDecimal centred = new BigDecimal(bias[o]).subtract(new BigDecimal(mean[o]));
      offset[o] = a.multiply(centred).add(new BigDecimal(shift[o])).doubleValue();
      double size = Math.abs(high) * (Math.abs(bias[o]) + Math.abs(mean[o]));
      error[o] =
          (rounding.gamma(1) * Math.abs(offset[o])
                      + rounding.unit() * 0x1p-100 * size
                      + Math.abs(high) * biasError[o])
                  * (1 + 0x1p-40)
              + rounding.tiny();
    }
    return new Weights(folded, offset, roundings + 1, error);
  }

  private static BigDecimal factor(double scale, double variance, double epsilon) {
    BigDecimal square = new BigDecimal(variance).add(new BigDecimal(epsilon));
    if (square.signum() <= 0) {
      throw new UnsupportedNetworkException(
          "a normalisation divides by the root of " + square.doubleValue());
    }
    return new BigDecimal(scale).divide(square.sqrt(DIGITS), DIGITS);
  }

  /** The differences {@code y_label - y_j} for all other outputs j, each rounded once. */
  Weights against(int label, Rounding rounding) {
    int classes = matrix.length;
    double[][] differences = new double[classes - 1][matrix[0].length];
    double[] offset = new double[classes - 1];
    double[] error = new double[classes - 1];
    for (int i = 0; i < classes - 1; i++) {
      int j = i < label ? i : i + 1;
      for (int k = 0; k < matrix[0].length; k++) {
        differences[i][k] = matrix[label][k] - matrix[j][k];
      }
      offset[i] = bias[label] - bias[j];
      error[i] =
          (biasError[label] + biasError[j] + rounding.gamma(1) * Math.abs(offset[i]))
              * (1 + 0x1p-40);
    }
    return new Weights(differences, offset, roundings + 1, error);
  }
}
