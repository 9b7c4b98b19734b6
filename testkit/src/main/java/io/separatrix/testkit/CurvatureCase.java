package io.separatrix.testkit;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A point of a quadric whose curvatures are known.
 *
 * @param quadric what is curved
 * @param z a point of it or of another of its level sets
 * @param scale typical size of a coordinate, in input units
 */
record CurvatureCase(Quadric quadric, double[] z, double scale) {

  /** The quadric's own function, positive for class 0. */
  static final LogitCombination F = LogitCombination.difference(0, 1);

  /** What is to hold of an operator. */
  @FunctionalInterface
  interface Check {
    void of(CurvatureCase point, CurvatureOperator operator);
  }

  /** A function of size 1 and lengths of the given scale. */
  static CurvatureCase of(double[] diagonal, double scale) {
    SplittableRandom random = new SplittableRandom(3);
    double[] b = RandomMatrices.gaussian(random, diagonal.length);
    double[] z = RandomMatrices.gaussian(random, diagonal.length);
    return new CurvatureCase(
        new Quadric(Vectors.scale(1 / (scale * scale), diagonal), Vectors.scale(1 / scale, b), 0.3),
        Vectors.scale(scale, z),
        scale);
  }

  /** Three vectors of length about 1, new at each call. */
  double[][] vectors() {
    double[][] vectors = RandomMatrices.gaussian(new SplittableRandom(5), 3, z.length);
    Arrays.setAll(vectors, i -> Vectors.normalize(vectors[i]));
    return vectors;
  }

  /** The largest absolute curvature, in 1 / input unit. */
  double size() {
    double[] curvatures = quadric.principalCurvatures(z);
    return Math.max(Math.abs(curvatures[0]), Math.abs(curvatures[curvatures.length - 1]));
  }

  /** {@code P H P / ||grad F||}, entry by entry. */
  double[][] matrix() {
    double[] gradient = quadric.field().gradient(z);
    double norm = Vectors.norm(gradient);
    int d = z.length;
    double[][] p = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        p[i][j] = (i == j ? 1 : 0) - gradient[i] / norm * (gradient[j] / norm);
      }
    }
    double[][] matrix = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          matrix[i][j] += p[i][k] * 2 * quadric.a()[k] * p[k][j] / norm;
        }
      }
    }
    return matrix;
  }
}
