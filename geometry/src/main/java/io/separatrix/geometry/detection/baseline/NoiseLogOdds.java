package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Noise log-odds: by how much Gaussian noise eta moves the log-odds against the predicted class y,
 * standardised by what it does to clean images,
 *
 * <pre>
 *   g_yz(x) = mean over eta of (F_z(x + eta) - F_z(x)),   F_z = f_z - f_y
 *   score   = max_{z != y} (g_yz(x) - mu_yz) / sigma_yz
 * </pre>
 *
 * and the recovered label is the z of the maximum. On average over the noise this is the Laplacian
 * of F_z at the scale {@code sigma sqrt(d)}, up to a constant: the statistic of Algorithm 2 without
 * the division by {@code ||grad F_z||}, and standardised.
 *
 * <p>The authors estimate mu and sigma for every pair of classes from the training set. Here a pair
 * (y, z) seen on fewer than {@link #LEAST_IMAGES} clean images takes mu and sigma over all pairs:
 * with 1,000 classes and some hundred images that is all of them. Their thresholds per pair are
 * left out, since a ROC curve needs one score.
 *
 * <p>Source: Roth, Kilcher, Hofmann, "The odds are odd: a statistical test for detecting
 * adversarial examples", ICML 2019, Sec. 3.
 *
 * @param noise how the log-odds are measured
 * @param clean what noise does to clean images
 */
public record NoiseLogOdds(NoiseResponse noise, CleanLogOdds clean) implements Detector {

  /** Clean images of one predicted class below which a pair has no mu and sigma of its own. */
  public static final int LEAST_IMAGES = 10;

  /**
   * @param noise how the responses were measured
   * @param responses of clean images, at least 2
   */
  public static NoiseLogOdds of(NoiseResponse noise, List<NoiseResponse.Change> responses) {
    return new NoiseLogOdds(noise, CleanLogOdds.of(responses, LEAST_IMAGES));
  }

  @Override
  public DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    NoiseResponse.Change change = noise.at(x, random, evaluator);
    double largest = Double.NEGATIVE_INFINITY;
    int recovered = change.classes()[0];
    for (int i = 0; i < change.classes().length; i++) {
      double score = clean.standardised(change.label(), change.classes()[i], change.changes()[i]);
      if (score > largest) {
        largest = score;
        recovered = change.classes()[i];
      }
    }
    return new DetectorScore(largest, change.label(), OptionalInt.of(recovered), meter.spent());
  }
}
