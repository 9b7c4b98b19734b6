package io.separatrix.studies.curvature;

import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.run.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's mean curvature beside the network's own, second differences of its logits at the
 * reference step, at the same points. The two need not be equal: a surrogate has its curvature at
 * the scale of its sharpness, differences at the step. But another sign, or a factor above {@value
 * #FACTOR}, means that the operator describes something else than the boundary at that scale.
 *
 * @param points boundary points, the first of the run
 * @param step h of the second differences, input units
 * @param operatorMean mean over these points by the operator, 1 / input unit
 * @param networkMean the same by second differences
 * @param standardError of the difference of the two at these points, from the random directions of
 *     both
 * @param agrees false if the sign is another or the factor above {@value #FACTOR}, and the
 *     difference is more than four standard errors and rounding
 */
public record OperatorAgreement(
    int points,
    double step,
    double operatorMean,
    double networkMean,
    double standardError,
    boolean agrees) {

  /** Name of the finding. */
  public static final String FINDING = "operator-disagrees";

  private static final double FACTOR = 5;

  /**
   * @param operator at the first points
   * @param network at the same points, in the same order
   */
  static OperatorAgreement of(
      List<MeanCurvatureEstimate> operator, List<MeanCurvatureEstimate> network, double step) {
    int n = network.size();
    double own = 0;
    double its = 0;
    double variance = 0;
    double noise = 0;
    for (int i = 0; i < n; i++) {
      MeanCurvatureEstimate a = operator.get(i);
      MeanCurvatureEstimate b = network.get(i);
      its += a.value() / n;
      own += b.value() / n;
      variance += a.standardError() * a.standardError() + b.standardError() * b.standardError();
      noise += (a.noise() + b.noise()) / n;
    }
    double error = Math.sqrt(variance) / n;
    boolean sure = Math.abs(its - own) > MeanCurvatureEstimate.CERTAIN * error + noise;
    return new OperatorAgreement(
        n,
        step,
        n == 0 ? Double.NaN : its,
        n == 0 ? Double.NaN : own,
        error,
        !(sure && apart(its, own)));
  }

  private static boolean apart(double a, double b) {
    double large = Math.max(Math.abs(a), Math.abs(b));
    return a * b <= 0 || large > FACTOR * Math.min(Math.abs(a), Math.abs(b));
  }

  /** What to note of it; null if the two agree. */
  @Nullable Finding finding(String operator) {
    return agrees
        ? null
        : new Finding(
            FINDING,
            Finding.Severity.WARNING,
            "the operator "
                + operator
                + " has a mean curvature of "
                + Numbers.shown(operatorMean)
                + " per input unit at "
                + points
                + " points, the network's own second differences at h = "
                + Numbers.shown(step)
                + " have "
                + Numbers.shown(networkMean)
                + "; the operator does not describe the boundary at that scale");
  }

  /** One sentence that reconciles the two, for the report. */
  public String sentence(String operator) {
    if (points == 0) {
      return "No boundary point was found.";
    }
    String both =
        "At the first "
            + points
            + " points the mean curvature is "
            + Numbers.shown(operatorMean)
            + " by the operator ("
            + operator
            + ") and "
            + Numbers.shown(networkMean)
            + " by second differences of the network's own logits at h = "
            + Numbers.shown(step);
    return agrees
        ? both
            + ": the first is that of one smooth function at the point itself, the second that of"
            + " the network over a distance h, and the two need only be of one sign and size."
        : both + ", which disagree: the operator does not describe the boundary at that scale.";
  }
}
