package io.separatrix.proof.enclosure;

import java.util.Arrays;

/**
 * {@code W c + bias} of a layer to twice the precision of float64: as sums of two numbers each,
 * with a bound of what they are off. Serves several threads.
 *
 * <p>As Ozaki et al. (2012, Numerical Algorithms 59) do, W and c are cut into parts of so few bits,
 * each on a grid of its own, that products of the first ones are exact in any order of summation:
 * with {@code W = W1 + W2 + W3} and {@code c = c1 + c2 + c3}, {@code W1 c1}, {@code W1 c2} and
 * {@code W2 c1} are. With m bits left out of 53 in a first part, a product of length n is a
 * multiple of the product of both grids, and below 2^53 of it if {@code n <= 2^(2m - 53)}. What is
 * left, {@code W1 c3 + W2 (c - c1) + W3 c}, is below 2^-40 of the whole, and so is its rounding.
 */
final class ExactProduct {

  private final int left;
  private final LayerProduct first;
  private final LayerProduct second;
  private final LayerProduct third;
  private final double[][] sums;
  private final int length;
  private final int pixels;

  /**
   * @param matrix W, for each output its coefficients; not modified
   */
  ExactProduct(double[][] matrix, Unfolding unfolding) {
    this.length = matrix[0].length;
    this.pixels = unfolding.pixels();
    int bits = 32 - Integer.numberOfLeadingZeros(length - 1);
    this.left = (53 + Math.max(0, bits) + 1) / 2;
    double[][][] parts = new double[3][matrix.length][length];
    this.sums = new double[3][matrix.length];
    for (int o = 0; o < matrix.length; o++) {
      double grid = grid(largest(matrix[o]));
      double finer = finer(grid);
      for (int k = 0; k < length; k++) {
        double w = matrix[o][k];
        parts[0][o][k] = (w + grid) - grid;
        double rest = w - parts[0][o][k];
        parts[1][o][k] = (rest + finer) - finer;
        parts[2][o][k] = rest - parts[1][o][k];
        for (int i = 0; i < parts.length; i++) {
          sums[i][o] += Math.abs(parts[i][o][k]);
        }
      }
    }
    double above = Rounding.RIGOROUS.above(length);
    for (double[] sum : sums) {
      Arrays.setAll(sum, o -> sum[o] * above);
    }
    this.first = new LayerProduct(parts[0], unfolding);
    this.second = new LayerProduct(parts[1], unfolding);
    this.third = new LayerProduct(parts[2], unfolding);
  }

  /**
   * A power of two such that {@code (x + grid) - grid}, rounded twice, is a multiple of its last
   * place with at most {@code 53 - left} bits, and exactly x less a rest below that place (Rump,
   * Ogita and Oishi, 2008, SIAM J. Sci. Comput. 31, Lemma 3.3).
   *
   * @param largest the largest |x|
   */
  private double grid(double largest) {
    return largest == 0 ? 0 : Math.scalb(1.0, Math.getExponent(largest) + 1 + left);
  }

  /** The grid of what a grid leaves. */
  private double finer(double grid) {
    return Math.scalb(grid, left - 53);
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElse(0);
  }

  /**
   * @param high for each neuron and lane the first number of c; lanes beyond {@code batch} do not
   *     count
   * @param low for each neuron and lane the second one
   * @param bias for each output
   * @param toHigh for each result room for the first numbers
   * @param toLow for each result room for the second ones
   * @param error for each result to which a bound of the error is added
   */
  void of(
      double[][] high,
      double[][] low,
      int batch,
      double[] bias,
      double[][] toHigh,
      double[][] toLow,
      double[][] error) {
    Rounding rounding = Rounding.RIGOROUS;
    double[] largest = new double[batch];
    double[] largestLow = new double[batch];
    for (int n = 0; n < high.length; n++) {
      for (int b = 0; b < batch; b++) {
        largest[b] = Math.max(largest[b], Math.abs(high[n][b]));
        largestLow[b] = Math.max(largestLow[b], Math.abs(low[n][b]));
      }
    }
    // Lanes c1, c2, c3 and c1, c - c1.
    double[][] three = new double[high.length][3 * batch];
    double[][] two = new double[high.length][2 * batch];
    double[] coarse = new double[batch];
    double[] fine = new double[batch];
    for (int b = 0; b < batch; b++) {
      double grid = grid(largest[b]);
      double finer = finer(grid);
      for (int n = 0; n < high.length; n++) {
        double c1 = (high[n][b] + grid) - grid;
        double rest = high[n][b] - c1;
        double c2 = (rest + finer) - finer;
        three[n][b] = c1;
        three[n][batch + b] = c2;
        three[n][2 * batch + b] = (rest - c2) + low[n][b];
        two[n][b] = c1;
        two[n][batch + b] = rest + low[n][b];
        coarse[b] = Math.max(coarse[b], Math.abs(two[n][batch + b]));
        fine[b] = Math.max(fine[b], Math.abs(three[n][2 * batch + b]));
      }
    }
    double[][] a = first.of(three, 0, 3 * batch);
    double[][] m = second.of(two, 0, 2 * batch);
    double[][] z = third.of(high, 0, batch);
    double gamma = rounding.gamma(DenseProduct.depth(length) + 2);
    double[] terms = new double[3];
    for (int n = 0; n < a.length; n++) {
      int o = n / pixels;
      for (int b = 0; b < batch; b++) {
        double sum = a[n][b];
        terms[0] = a[n][batch + b];
        terms[1] = m[n][b];
        terms[2] = bias[o];
        double tail = a[n][2 * batch + b] + m[n][batch + b] + z[n][b];
        double size = Math.abs(a[n][2 * batch + b]) + Math.abs(m[n][batch + b]) + Math.abs(z[n][b]);
        for (double term : terms) {
          double next = sum + term;
          double e = TwoSum.error(sum, term, next);
          tail += e;
          size += Math.abs(e);
          sum = next;
        }
        toHigh[n][b] = sum + tail;
        toLow[n][b] = TwoSum.error(sum, tail, toHigh[n][b]);
        error[n][b] +=
            gamma * (sums[0][o] * fine[b] + sums[1][o] * coarse[b] + sums[2][o] * largest[b])
                + sums[2][o] * largestLow[b] * rounding.above(4)
                + rounding.gamma(7) * size
                + rounding.tiny();
      }
    }
  }
}
