package io.separatrix.studies.curvature;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import java.util.List;

/**
 * The share of points whose mean curvature has one sign, where the sign of some is not certain. The
 * estimate goes by the estimated signs. The interval is Wilson's with every undetermined sign
 * counted as the other one for its lower end and as the wanted one for its upper, so it holds
 * whatever they are. Its count is that of all points.
 */
final class SignShare {

  private SignShare() {}

  static Interval ofPositive(List<MeanCurvatureEstimate> means) {
    return of(means, 1);
  }

  static Interval ofNegative(List<MeanCurvatureEstimate> means) {
    return of(means, -1);
  }

  /** How many points have no certain sign. */
  static long undetermined(List<MeanCurvatureEstimate> means) {
    return means.stream().filter(MeanCurvatureEstimate::undetermined).count();
  }

  private static Interval of(List<MeanCurvatureEstimate> means, int wanted) {
    long n = means.size();
    List<MeanCurvatureEstimate> estimated =
        means.stream().filter(mean -> mean.value() * wanted > 0).toList();
    long certain = estimated.stream().filter(MeanCurvatureEstimate::signCertain).count();
    return new Interval(
        new Proportion(estimated.size(), n).estimate(),
        new Proportion(certain, n).low(),
        new Proportion(certain + undetermined(means), n).high(),
        n);
  }
}
