package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;

/**
 * How far a curvature operator A is from symmetric, from few products. With {@code G = V^T A V} for
 * random orthonormal tangent directions V, entries {@code G_ij} and {@code G_ji - G_ij} off the
 * diagonal have mean squares in proportion to {@code ||A||_F^2} and {@code ||A - A^T||_F^2}.
 */
public final class Asymmetry {

  private Asymmetry() {}

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
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < i; j++) {
        double below = Vectors.dot(v[i], products[j]);
        double above = Vectors.dot(v[j], products[i]);
        squares += below * below + above * above;
        differences += 2 * (below - above) * (below - above);
      }
    }
    return squares == 0 ? 0 : Math.sqrt(differences / squares);
  }
}
