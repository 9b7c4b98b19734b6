package io.separatrix.proof.enclosure;

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

  /** Weights that are exact. */
  static Weights exact(double[][] matrix, double[] bias) {
    return new Weights(matrix, bias, 0, new double[bias.length]);
  }

  /**
   * These followed by {@code y -> scale / sqrt(variance + epsilon) (y - mean) + shift} for each
   * output.
   *
   * <p>Let {@code a} be the factor. Computed, it meets 1/2 + 1 + 1 roundings (the sum's is halved
   * by the root), the product with a coefficient one more: gamma_4. The bias {@code a (b - mean) +
   * shift} meets gamma_6 of {@code |a| (|b| + |mean|) + |shift|}, and what it was off before, times
   * |a|.
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
      double a = scale[o] / Math.sqrt(variance[o] + epsilon);
      folded[o] = new double[matrix[o].length];
      for (int k = 0; k < folded[o].length; k++) {
        folded[o][k] = a * matrix[o][k];
        if (Math.abs(folded[o][k]) < SMALLEST && a != 0 && matrix[o][k] != 0) {
          throw new UnsupportedNetworkException(
              "a normalisation makes a weight smaller than "
                  + SMALLEST
                  + "; there is no rule for underflow there");
        }
      }
      offset[o] = a * (bias[o] - mean[o]) + shift[o];
      double size = Math.abs(a) * (Math.abs(bias[o]) + Math.abs(mean[o])) + Math.abs(shift[o]);
      error[o] =
          (rounding.gamma(7) * size + Math.abs(a) * biasError[o]) * (1 + 0x1p-40) + rounding.tiny();
    }
    return new Weights(folded, offset, roundings + 4, error);
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
