package io.separatrix.studies.detection;

import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Detectors against attacks on the same images.
 *
 * @param images clean images, the first of the test half
 * @param budget largest norm of the projected gradient's and the adaptive attack's perturbations,
 *     input units
 * @param attacks what each attack achieved
 * @param detectors for each detector, how it does against each attack
 * @param adaptive the attack that knows the detector of Algorithm 2; null if it was not run
 */
public record DetectorComparison(
    int images,
    double budget,
    Map<String, AttackOutcome> attacks,
    Map<String, Map<String, Cell>> detectors,
    @Nullable AdaptiveOutcome adaptive) {

  /**
   * @param found images whose label the attack changed
   * @param medianNorm median norm of those perturbations, input units
   */
  public record AttackOutcome(int found, double medianNorm) {}

  /**
   * One detector against one attack, over the images whose label the attack changed.
   *
   * @param pairs such images
   * @param auc area under the ROC curve against the same images unperturbed; the interval is about
   *     other images of the same kind; nothing is known without pairs
   * @param labelRecovery share of them whose label before the detector names; NaN if it never names
   *     any
   */
  public record Cell(int pairs, @IntervalKeys Interval auc, double labelRecovery) {}

  /**
   * @param images images attacked
   * @param misclassified how many of them it had misclassified
   * @param evaded how many of those with the statistic below the calibrated threshold
   * @param evadedFraction {@code evaded / images}; the interval is about other images of the same
   *     kind
   * @param medianNorm median norm of the perturbations that evaded, input units; NaN if none did
   * @param meanEvaluations forward and backward passes for one image
   */
  public record AdaptiveOutcome(
      int images,
      long misclassified,
      long evaded,
      @IntervalKeys(low = "evadedLow", high = "evadedHigh") Interval evadedFraction,
      double medianNorm,
      double meanEvaluations) {}
}
