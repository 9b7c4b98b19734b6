package io.separatrix.studies.detection;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.PairedShares;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.detection.RocCurve;
import java.util.Arrays;
import java.util.List;

/**
 * How well perturbed images are told from clean ones, and undone. Clean and perturbed images come
 * in pairs, as many of one as of the other; an accuracy is the share of right verdicts among both.
 * Intervals are at 95 % and about other images: DeLong's for the AUC, with the covariance of the
 * two of a pair; for an accuracy those of its two shares put together with their correlation; for
 * shares of perturbed images alone Wilson's.
 *
 * @param pairs images whose perturbation was found
 * @param auc area under the ROC curve
 * @param aucLow lower end of its interval
 * @param aucHigh upper end
 * @param bestAccuracy accuracy at the threshold that suits these very images best
 * @param bestAccuracyLow lower end of its interval, which knows nothing of that choice
 * @param bestAccuracyHigh upper end
 * @param bestThreshold where it is reached
 * @param accuracyAtZero accuracy of Algorithm 2's threshold t = 0
 * @param accuracyAtZeroLow lower end of its interval
 * @param accuracyAtZeroHigh upper end
 * @param calibratedAccuracy accuracy at the calibrated threshold, which rests on other images
 * @param calibratedAccuracyLow lower end of its interval
 * @param calibratedAccuracyHigh upper end
 * @param detectionRate share of perturbed images above the calibrated threshold
 * @param detectionRateLow lower end of its interval
 * @param detectionRateHigh upper end
 * @param labelRecovery share of perturbed images whose class of largest curvature is the label
 *     before
 * @param labelRecoveryLow lower end of its interval
 * @param labelRecoveryHigh upper end
 * @param runnerUpRecovery share of perturbed images whose runner-up is the label before: what one
 *     forward pass gives
 * @param runnerUpRecoveryLow lower end of its interval
 * @param runnerUpRecoveryHigh upper end
 * @param roc the curve
 */
public record DetectionQuality(
    int pairs,
    double auc,
    double aucLow,
    double aucHigh,
    double bestAccuracy,
    double bestAccuracyLow,
    double bestAccuracyHigh,
    double bestThreshold,
    double accuracyAtZero,
    double accuracyAtZeroLow,
    double accuracyAtZeroHigh,
    double calibratedAccuracy,
    double calibratedAccuracyLow,
    double calibratedAccuracyHigh,
    double detectionRate,
    double detectionRateLow,
    double detectionRateHigh,
    double labelRecovery,
    double labelRecoveryLow,
    double labelRecoveryHigh,
    double runnerUpRecovery,
    double runnerUpRecoveryLow,
    double runnerUpRecoveryHigh,
    Roc roc) {

  /**
   * A ROC curve, from (0, 0) to (1, 1).
   *
   * @param falseAlarms share of clean images above each threshold, ascending
   * @param detections share of perturbed images above it
   * @param thresholds descending
   */
  public record Roc(double[] falseAlarms, double[] detections, double[] thresholds) {
    private static Roc of(RocCurve curve) {
      List<RocCurve.Point> points = curve.points();
      return new Roc(
          points.stream().mapToDouble(RocCurve.Point::falseAlarms).toArray(),
          points.stream().mapToDouble(RocCurve.Point::detections).toArray(),
          points.stream().mapToDouble(RocCurve.Point::threshold).toArray());
    }
  }

  /**
   * @param clean statistic of the clean image of each pair
   * @param perturbed statistic of the perturbed one
   * @param recovered for each pair, whether the label before was recovered
   * @param runnerUp for each pair, whether the runner-up is the label before
   * @param threshold the calibrated one
   */
  static DetectionQuality of(
      double[] clean,
      double[] perturbed,
      List<Boolean> recovered,
      List<Boolean> runnerUp,
      double threshold) {
    RocCurve curve = RocCurve.ofPairs(clean, perturbed);
    Interval best = right(clean, perturbed, curve.bestThreshold());
    Interval atZero = right(clean, perturbed, 0);
    Interval calibrated = right(clean, perturbed, threshold);
    Proportion detected =
        new Proportion(
            Arrays.stream(perturbed).filter(value -> value > threshold).count(), perturbed.length);
    Proportion recovery = Proportion.of(recovered);
    Proportion second = Proportion.of(runnerUp);
    return new DetectionQuality(
        clean.length,
        curve.auc(),
        curve.aucInterval().low(),
        curve.aucInterval().high(),
        best.estimate(),
        best.low(),
        best.high(),
        curve.bestThreshold(),
        atZero.estimate(),
        atZero.low(),
        atZero.high(),
        calibrated.estimate(),
        calibrated.low(),
        calibrated.high(),
        detected.estimate(),
        detected.low(),
        detected.high(),
        recovery.estimate(),
        recovery.low(),
        recovery.high(),
        second.estimate(),
        second.low(),
        second.high(),
        Roc.of(curve));
  }

  private static Interval right(double[] clean, double[] perturbed, double threshold) {
    boolean[] passed = new boolean[clean.length];
    boolean[] caught = new boolean[clean.length];
    for (int i = 0; i < passed.length; i++) {
      passed[i] = clean[i] <= threshold;
      caught[i] = perturbed[i] > threshold;
    }
    return PairedShares.of(passed, caught);
  }
}
