package io.separatrix.studies;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.studies.run.Finding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a classifier is piecewise linear, found at points: there, differentiating twice along a
 * random direction gives exactly zero almost surely, and for anything smooth it does not.
 *
 * @param points where the second derivative was taken; those with a zero gradient do not count
 * @param curved at how many of them it was not zero
 */
record Smoothness(int points, int curved) {

  /** {@code ||H v|| ||v|| / ||grad||} per unit of the pixel range that is more than rounding. */
  private static final double ROUNDING = 1e-9;

  /**
   * Tries a classifier.
   *
   * @param functions one margin for each point
   * @param linearizations the classifier's at these points
   * @param width of the pixel range
   */
  static Smoothness of(
      Classifier classifier,
      double[][] points,
      LogitCombination[] functions,
      Linearization[] linearizations,
      double width) {
    double[][] directions = new double[points.length][];
    Arrays.setAll(
        directions,
        i ->
            UniformSampling.onSphere(
                Seeds.random(0, "smoothness", i), classifier.dimension(), width));
    double[][] products = classifier.hessianVectorProducts(points, functions, directions);
    int tried = 0;
    int curved = 0;
    for (int i = 0; i < points.length; i++) {
      double gradient = Vectors.norm(linearizations[i].gradients()[0]);
      if (gradient > 0) {
        tried++;
        curved += Vectors.norm(products[i]) > ROUNDING * gradient ? 1 : 0;
      }
    }
    return new Smoothness(tried, curved);
  }

  /**
   * What to work with.
   *
   * @param byOperators whether the operators are all piecewise linear; null if they are not known
   */
  boolean piecewiseLinear(@Nullable Boolean byOperators) {
    return points == 0 ? !Boolean.FALSE.equals(byOperators) : curved == 0;
  }

  /** The same as a finding, which says whether operators and numbers agree. */
  Finding finding(@Nullable Boolean byOperators) {
    boolean found = piecewiseLinear(byOperators);
    if (byOperators != null && byOperators != found) {
      return new Finding(
          "smoothness-disputed",
          Finding.Severity.WARNING,
          "by its operators the network is "
              + (byOperators ? "piecewise linear" : "smooth in parts")
              + ", but its second derivatives are "
              + (found ? "zero at all of " : "not zero at " + curved + " of ")
              + points
              + " images; the numbers are believed");
    }
    String source = byOperators == null ? "" : "by its operators and ";
    return found
        ? new Finding(
            "piecewise-linear",
            Finding.Severity.INFO,
            source
                + "at "
                + points
                + " images the exact second derivatives are zero; curvature is that of a surrogate"
                + " or at a scale")
        : new Finding(
            "smooth",
            Finding.Severity.INFO,
            source + "at " + curved + " of " + points + " images second derivatives exist");
  }
}
