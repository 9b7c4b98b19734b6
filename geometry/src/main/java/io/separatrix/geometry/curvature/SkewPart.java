package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;

/**
 * How far a curvature operator A is from symmetric, from few products. With {@code G = V^T A V} for
 * random orthonormal tangent directions V, entries {@code G_ij} and {@code G_ji - G_ij} off the
 * diagonal have mean squares in proportion to {@code ||A||_F^2 - tr(A)^2 / m} and {@code ||A -
 * A^T||_F^2}, m the dimension of the tangent space; the trace is m times the mean of the diagonal.
 */
public final class SkewPart {

  private SkewPart() {}

  /**
   * An estimate of {@code ||A - A^T||_F / ||A||_F}: 0 if A is symmetric, about 1.41 if entries
   * across the diagonal are unrelated. Differences of gradients are not linear, so along random
   * directions they make another A than along coordinates.
   *
   * @param directions columns of V, at least 2; as many products
   */
  public static double estimate(
      CurvatureOperator operator, int directions, SplittableRandom random) {
    double[][] v = MeanCurvature.orthonormalTangents(operator.normal(), directions, random);
    double[][] products = operator.apply(v);
    double squares = 0;
    double differences = 0;
    double mean = 0;
    for (int i = 0; i < v.length; i++) {
      mean += Vectors.dot(v[i], products[i]) / v.length;
      for (int j = 0; j < i; j++) {
        double below = Vectors.dot(v[i], products[j]);
        double above = Vectors.dot(v[j], products[i]);
        squares += below * below + above * above;
        differences += 2 * (below - above) * (below - above);
      }
    }
    squares += v.length * (v.length - 1) * mean * mean / (operator.dimension() - 1);
    return squares == 0 ? 0 : Math.sqrt(differences / squares);
  }
}
