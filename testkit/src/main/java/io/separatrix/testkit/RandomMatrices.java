package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random vectors and matrices, rows first. */
public final class RandomMatrices {

  private RandomMatrices() {}

  /** A vector of independent standard normal entries. */
  public static double[] gaussian(RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
  }

  /** A matrix of independent standard normal entries. */
  public static double[][] gaussian(RandomGenerator random, int rows, int columns) {
    return IntStream.range(0, rows)
        .mapToObj(i -> gaussian(random, columns))
        .toArray(double[][]::new);
  }

  /** A random orthogonal matrix: Gram-Schmidt on a matrix of normal entries. */
  public static double[][] orthogonal(RandomGenerator random, int n) {
    double[][] q = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = gaussian(random, n);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          row = Vectors.addScaled(row, -Vectors.dot(row, q[j]), q[j]);
        }
      }
      q[i] = Vectors.normalize(row);
    }
    return q;
  }
}
