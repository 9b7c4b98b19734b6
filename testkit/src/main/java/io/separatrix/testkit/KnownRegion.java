package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * A set of R^d that is class 0 of two, known in closed form.
 *
 * <p>The logits are {@code f_0 = F}, {@code f_1 = 0} with F positive in the set, so that {@code F =
 * f_0 - f_1}. Curvatures are those of this F: an outward-bulging (convex) part of the set's
 * boundary has negative ones. That is the region-of-x orientation for x in class 0; for x in class
 * 1 every sign turns. Arguments are never modified, arrays that come back are new.
 */
public interface KnownRegion {

  /** Input dimension d. */
  int dimension();

  /** F. */
  ScalarField field();

  /**
   * The boundary point nearest to x; one of them where several are.
   *
   * @param x a point of either class, length d
   */
  double[] nearest(double[] x);

  /**
   * The d - 1 principal curvatures of F at a boundary point, in descending order, in 1 / input
   * unit.
   *
   * @param z a boundary point, length d
   */
  double[] principalCurvatures(double[] z);

  /** Whether any two points of the set are joined by a path in it. */
  boolean connected();

  /** Whether the segment between any two points of the set lies in it. */
  boolean convex();

  /**
   * Which part of the length of the segment from a to b lies in the set, from 0 to 1: the
   * probability that a convex combination with uniform weights does.
   */
  double insideShare(double[] a, double[] b);

  /** The classifier: label 0 in the set, 1 elsewhere. */
  default AnalyticClassifier classifier() {
    return AnalyticClassifiers.sign(dimension(), field());
  }

  /** Whether x belongs to class 0. */
  default boolean contains(double[] x) {
    return field().value(x) >= 0;
  }

  /** {@code ||r(x)||}, the distance from x to the boundary, in input units. */
  default double distance(double[] x) {
    return Vectors.distance(x, nearest(x));
  }

  /** Mean of the principal curvatures of F at a boundary point. */
  default double meanCurvature(double[] z) {
    return Arrays.stream(principalCurvatures(z)).average().orElse(0);
  }

  /**
   * What Algorithm 2 estimates at x, normalised and without the curvature along the normal, as the
   * directions become many and the step small:
   *
   * <pre>
   *   rho(x) = -+ (tr H - n^T H n) / ((d - 1) ||grad F||),   n = grad F / ||grad F||,
   * </pre>
   *
   * minus where x is in class 0 (its orientation is against x), plus elsewhere.
   *
   * @param x a point where the gradient is not zero, length d at least 2
   */
  default double detectionStatistic(double[] x) {
    double[] gradient = field().gradient(x);
    double norm = Vectors.norm(gradient);
    double[] normal = Vectors.scale(1 / norm, gradient);
    double trace = 0;
    for (int i = 0; i < x.length; i++) {
      double[] axis = new double[x.length];
      axis[i] = 1;
      trace += field().hessianVector(x, axis)[i];
    }
    double tangential = trace - Vectors.dot(normal, field().hessianVector(x, normal));
    return (contains(x) ? -1 : 1) * tangential / ((x.length - 1) * norm);
  }
}
