package io.separatrix.studies.curvature;

import io.separatrix.geometry.Proportion;
import java.util.List;

/**
 * The share of points whose mean curvature has one sign, where the sign of some is not certain. The
 * estimate goes by the estimated signs. The interval is Wilson's with every undetermined sign
 * counted as the other one for its lower end and as the wanted one for its upper, so it holds
 * whatever they are.
 *
 * @param positive share with a positive estimate
 * @param negative share with a negative estimate
 * @param low lower end of the 95 % interval of the wanted sign's share
 * @param high upper end
 * @param points all of them
 * @param undetermined points without a certain sign
 */
record SignShare(
    double positive, double negative, double low, double high, long points, long undetermined) {

  static SignShare ofPositive(List<MeanAt> means) {
    return of(means, 1);
  }

  static SignShare ofNegative(List<MeanAt> means) {
    return of(means, -1);
  }

  private static SignShare of(List<MeanAt> means, int wanted) {
    long n = means.size();
    long undetermined = means.stream().filter(MeanAt::undetermined).count();
    long certain = means.stream().filter(m -> m.signCertain() && m.value() * wanted > 0).count();
    return new SignShare(
        new Proportion(means.stream().filter(m -> m.value() > 0).count(), n).estimate(),
        new Proportion(means.stream().filter(m -> m.value() < 0).count(), n).estimate(),
        new Proportion(certain, n).low(),
        new Proportion(certain + undetermined, n).high(),
        n,
        undetermined);
  }
}
