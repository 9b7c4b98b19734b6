package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;

/**
 * The verdict on one image.
 *
 * @param perturbed whether the statistic exceeds the threshold
 * @param statistic rho
 * @param standardError of {@code statistic} from the random directions
 * @param threshold t
 * @param label what the classifier says of the image
 * @param recovered the label to restore if the image is perturbed; never {@code label}
 * @param directions random directions used
 * @param evaluations network evaluations spent
 */
public record Detection(
    boolean perturbed,
    double statistic,
    double standardError,
    double threshold,
    int label,
    int recovered,
    int directions,
    EvaluationCount evaluations) {

  /** The label after undoing the perturbation, if there is one. */
  public int restoredLabel() {
    return perturbed ? recovered : label;
  }
}
