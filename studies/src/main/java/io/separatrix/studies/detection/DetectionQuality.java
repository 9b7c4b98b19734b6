package io.separatrix.studies.detection;

import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.PairedShares;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.detection.RocCurve;
import java.util.Arrays;
import java.util.List;

/**
 * How well perturbed images are told from clean ones, and undone. Clean and perturbed images come
 * in pairs, as many of one as of the other; an accuracy is the share of right verdicts among both.
 * Intervals are about other pairs of images of the same kind, and counts are those of the pairs:
 * DeLong's for the AUC, with the covariance of the two of a pair; for an accuracy those of its two
 * shares put together with their correlation; for shares of perturbed images alone Wilson's.
 *
 * @param pairs images whose perturbation was found
 * @param auc area under the ROC curve
 * @param bestAccuracy accuracy at the threshold that suits these very images best; the interval
 *     knows nothing of that choice
 * @param bestThreshold where it is reached
 * @param accuracyAtZero accuracy of Algorithm 2's threshold t = 0
 * @param calibratedAccuracy accuracy at the calibrated threshold, which rests on other images
 * @param detectionRate share of perturbed images above the calibrated threshold
 * @param labelRecovery share of perturbed images whose class of largest curvature is the label
 *     before
 * @param runnerUpRecovery share of perturbed images whose runner-up is the label before: what one
 *     forward pass gives
 * @param roc the curve
 */
public record DetectionQuality(
    int pairs,
    @IntervalKeys Interval auc,
    @IntervalKeys Interval bestAccuracy,
    double bestThreshold,
    @IntervalKeys Interval accuracyAtZero,
    @IntervalKeys Interval calibratedAccuracy,
    @IntervalKeys Interval detectionRate,
    @IntervalKeys Interval labelRecovery,
    @IntervalKeys Interval runnerUpRecovery,
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
    Proportion detected =
        new Proportion(
            Arrays.stream(perturbed).filter(value -> value > threshold).count(), perturbed.length);
    return new DetectionQuality(
        clean.length,
        curve.aucInterval(),
        right(clean, perturbed, curve.bestThreshold()),
        curve.bestThreshold(),
        right(clean, perturbed, 0),
        right(clean, perturbed, threshold),
        detected.interval(),
        Proportion.of(recovered).interval(),
        Proportion.of(runnerUp).interval(),
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
