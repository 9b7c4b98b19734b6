package io.separatrix.experiment.check;

import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.NetworkKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a classifier has second derivatives, found at points: of a piecewise linear one those
 * along a random direction are exactly zero almost surely, and for anything curved they are not.
 * Whether there are kinks beside is not seen there; the operators tell.
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
   * What to work with: the numbers say whether second derivatives exist, the operators whether
   * there are kinks beside.
   *
   * @param byOperators the kind by the operators; null if they are not known
   */
  NetworkKind kind(@Nullable NetworkKind byOperators) {
    if (points == 0) {
      return byOperators == null ? NetworkKind.PIECEWISE_LINEAR : byOperators;
    }
    boolean kinks = byOperators != null && byOperators != NetworkKind.SMOOTH;
    return NetworkKind.of(kinks, curved > 0);
  }

  /** The same as a finding, which says whether operators and numbers agree. */
  Finding finding(@Nullable NetworkKind byOperators) {
    NetworkKind found = kind(byOperators);
    if (byOperators != null && byOperators != found) {
      return new Finding(
          "smoothness-disputed",
          Finding.Severity.WARNING,
          "by its operators the network is "
              + byOperators.words()
              + ", but its second derivatives are "
              + (curved == 0 ? "zero at all of " : "not zero at " + curved + " of ")
              + points
              + " images; the numbers are believed");
    }
    String source = byOperators == null ? "" : "by its operators and ";
    return new Finding(
        found.id(),
        Finding.Severity.INFO,
        switch (found) {
          case PIECEWISE_LINEAR ->
              source
                  + "at "
                  + points
                  + " images the exact second derivatives are zero; curvature is that of a"
                  + " surrogate or at a scale";
          case SMOOTH ->
              source
                  + "at "
                  + curved
                  + " of "
                  + points
                  + " images second derivatives exist"
                  + (byOperators == null ? "; kinks beside would not be seen" : "");
          case MIXED ->
              "second derivatives exist at "
                  + curved
                  + " of "
                  + points
                  + " images, but they are those of the curved operators alone, and there are kinks"
                  + " beside; curvature is that of a surrogate or at a scale";
        });
  }
}
