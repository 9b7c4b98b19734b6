package io.separatrix.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Classifiers as formulas. Those whose class 0 is a set known in closed form, with distances and
 * curvatures, are {@link KnownRegion}s.
 */
public final class AnalyticClassifiers {

  private AnalyticClassifiers() {}

  /** {@code f_i = W_i . x + b_i}; its distances are in {@link AffineDistance}. */
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

  /** Class 0 inside the ball around the origin, see {@link Ball}. */
  public static AnalyticClassifier ball(int dimension, double radius) {
    return new Ball(new double[dimension], radius).classifier();
  }

  /** Class 0 where {@code x^T A x + b . x + c > 0}. */
  public static AnalyticClassifier quadratic(double[][] a, double[] b, double c) {
    return sign(b.length, ScalarField.quadratic(a, b, c));
  }

  /** Class 0 where {@code inner < ||x|| < outer}, see {@link Annulus}. */
  public static AnalyticClassifier annulus(int dimension, double inner, double outer) {
    return new Annulus(dimension, inner, outer).classifier();
  }

  /** Class 0 inside either of two balls, which may overlap; {@link TwoBalls} are apart. */
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
}
