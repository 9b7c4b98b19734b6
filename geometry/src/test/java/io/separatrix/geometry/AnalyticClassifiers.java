package io.separatrix.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Classifiers whose boundaries are known in closed form. */
public final class AnalyticClassifiers {

  private AnalyticClassifiers() {}

  /** {@code f_i = W_i . x + b_i}. */
  public static AnalyticClassifier affine(double[][] w, double[] b) {
    return new AnalyticClassifier(
        w[0].length,
        IntStream.range(0, w.length).mapToObj(i -> ScalarField.affine(w[i], b[i])).toList());
  }

  /** The same logits everywhere. */
  public static AnalyticClassifier constant(int dimension, double... logits) {
    return new AnalyticClassifier(
        dimension,
        Arrays.stream(logits)
            .mapToObj(value -> ScalarField.affine(new double[dimension], value))
            .toList());
  }

  /** Two classes with f_0 the given function and f_1 = 0: class 0 where it is positive. */
  public static AnalyticClassifier sign(int dimension, ScalarField f) {
    return new AnalyticClassifier(
        dimension, List.of(f, ScalarField.affine(new double[dimension], 0)));
  }

  /** Class 0 inside the ball around the origin, with {@code f_0 - f_1 = R^2 - ||x||^2}. */
  public static AnalyticClassifier ball(int dimension, double radius) {
    return sign(dimension, ScalarField.sphere(new double[dimension], radius, -1));
  }

  /** Class 0 where {@code x^T A x + b . x + c > 0}. */
  public static AnalyticClassifier quadratic(double[][] a, double[] b, double c) {
    return sign(b.length, ScalarField.quadratic(a, b, c));
  }

  /** Class 0 where {@code inner < ||x|| < outer}: connected, not convex. */
  public static AnalyticClassifier annulus(int dimension, double inner, double outer) {
    double[] origin = new double[dimension];
    return sign(
        dimension,
        ScalarField.product(
            ScalarField.sphere(origin, inner, 1), ScalarField.sphere(origin, outer, -1)));
  }

  /** Class 0 inside either of two balls; not connected if they are disjoint. */
  public static AnalyticClassifier twoBalls(double[] first, double[] second, double radius) {
    return sign(
        first.length,
        ScalarField.max(
            ScalarField.sphere(first, radius, -1), ScalarField.sphere(second, radius, -1)));
  }

  /** Class i nearest to the i-th centre, {@code f_i = -||x - c_i||^2}: Voronoi cells. */
  public static AnalyticClassifier voronoi(double[]... centres) {
    List<ScalarField> logits = new ArrayList<>();
    for (double[] centre : centres) {
      logits.add(ScalarField.sphere(centre, 0, -1));
    }
    return new AnalyticClassifier(centres[0].length, logits);
  }

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
