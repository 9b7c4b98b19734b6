package io.separatrix.geometry;

import java.util.random.RandomGenerator;

/** Uniform draws from the sphere and the simplex. */
public final class UniformSampling {

  private UniformSampling() {}

  /**
   * A point uniform on the sphere of the given radius around 0: a normalised Gaussian vector
   * (Muller 1959).
   */
  public static double[] onSphere(RandomGenerator random, int dimension, double radius) {
    double[] point = new double[dimension];
    double norm;
    do {
      for (int i = 0; i < dimension; i++) {
        point[i] = random.nextGaussian();
      }
      norm = Vectors.norm(point);
    } while (norm == 0);
    return Vectors.scale(radius / norm, point);
  }

  /**
   * Weights uniform on the simplex {@code {w >= 0, sum w = 1}}, the Dirichlet(1, ..., 1)
   * distribution: normalised exponential variables. Each weight has mean {@code 1/k} and variance
   * {@code (k - 1) / (k^2 (k + 1))}.
   */
  public static double[] onSimplex(RandomGenerator random, int k) {
    double[] weights = new double[k];
    double sum = 0;
    for (int i = 0; i < k; i++) {
      // 1 - u lies in (0, 1], so the logarithm is finite.
      weights[i] = -Math.log1p(-random.nextDouble());
      sum += weights[i];
    }
    return sum == 0 ? onSimplex(random, k) : Vectors.scale(1 / sum, weights);
  }
}
