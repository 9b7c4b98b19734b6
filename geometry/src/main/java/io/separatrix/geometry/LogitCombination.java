package io.separatrix.geometry;

import java.util.Arrays;

/**
 * A linear functional of the logits, {@code F(x) = sum_i weights[i] * f_{classes[i]}(x)}; the only
 * functions whose gradients and curvature the library asks a classifier for.
 *
 * @param classes indices of the logits that take part, each in {@code 0..L-1} and listed once; not
 *     modified
 * @param weights their weights, of the same length; not modified
 */
public record LogitCombination(int[] classes, double[] weights) {

  public LogitCombination {
    if (classes.length != weights.length) {
      throw new IllegalArgumentException(
          "expected as many weights as classes, "
              + classes.length
              + ", found "
              + weights.length
              + " weights");
    }
  }

  /**
   * The single logit {@code F = f_i}.
   *
   * @param i class index
   * @return with the one coefficient 1
   */
  public static LogitCombination logit(int i) {
    return new LogitCombination(new int[] {i}, new double[] {1});
  }

  /**
   * The logit difference {@code F = f_i - f_j}; positive where class i beats class j.
   *
   * @param i class index
   * @param j another class index
   * @return with the coefficients 1 and -1
   */
  public static LogitCombination difference(int i, int j) {
    return new LogitCombination(new int[] {i, j}, new double[] {1, -1});
  }

  /**
   * F for given logits.
   *
   * @param logits length L; not modified
   * @return their combination, in logit units
   */
  public double value(double[] logits) {
    double sum = 0;
    for (int i = 0; i < classes.length; i++) {
      sum += weights[i] * logits[classes[i]];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogitCombination that
        && Arrays.equals(classes, that.classes)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(classes) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "LogitCombination" + Arrays.toString(classes) + Arrays.toString(weights);
  }
}
