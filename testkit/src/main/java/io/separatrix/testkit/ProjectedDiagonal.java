package io.separatrix.testkit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Eigenvalues of {@code P D P} on the space orthogonal to a unit vector n, for D diagonal and
 * {@code P = I - n n^T}. Between two neighbouring distinct entries of D whose part of n is not zero
 * lies one root of
 *
 * <pre>
 *   sum_i n_i^2 / (d_i - mu) = 0,
 * </pre>
 *
 * which rises from minus to plus infinity there; an entry that occurs m times is m - 1 times an
 * eigenvalue, and m times if its part of n is zero (Golub, "Some modified matrix eigenvalue
 * problems", SIAM Review 15, 1973).
 */
final class ProjectedDiagonal {

  private ProjectedDiagonal() {}

  /**
   * @param d the diagonal; not modified
   * @param n unit vector of the same length; not modified
   * @return one eigenvalue less, descending
   */
  static double[] eigenvalues(double[] d, double[] n) {
    Map<Double, Double> weights = new TreeMap<>();
    double[] values = new double[d.length - 1];
    int count = 0;
    for (int i = 0; i < d.length; i++) {
      // 0.0 and -0.0 are the same entry.
      weights.merge(d[i] + 0.0, n[i] * n[i], Double::sum);
    }
    for (Map.Entry<Double, Double> entry : weights.entrySet()) {
      double value = entry.getKey();
      long times = Arrays.stream(d).filter(other -> other == value).count();
      for (int i = entry.getValue() > 0 ? 1 : 0; i < times; i++) {
        values[count++] = value;
      }
    }
    double[] poles =
        weights.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .mapToDouble(Map.Entry::getKey)
            .toArray();
    for (int i = 0; i + 1 < poles.length; i++) {
      values[count++] = root(weights, poles[i], poles[i + 1]);
    }
    Arrays.sort(values);
    double[] descending = new double[values.length];
    Arrays.setAll(descending, i -> values[values.length - 1 - i]);
    return descending;
  }

  /** By bisection, until no number lies between the ends. */
  private static double root(Map<Double, Double> weights, double low, double high) {
    double below = low;
    double above = high;
    while (true) {
      double middle = below + (above - below) / 2;
      if (middle <= below || middle >= above) {
        return middle;
      }
      double sum = 0;
      for (Map.Entry<Double, Double> entry : weights.entrySet()) {
        sum += entry.getValue() > 0 ? entry.getValue() / (entry.getKey() - middle) : 0;
      }
      if (sum < 0) {
        below = middle;
      } else {
        above = middle;
      }
    }
  }
}
