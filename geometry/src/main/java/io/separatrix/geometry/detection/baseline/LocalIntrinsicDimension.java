package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Local intrinsic dimensionality of the logits among those of clean reference images: with
 * distances {@code r_1 <= ... <= r_k} from f(x) to the k nearest of them, other than f(x) itself,
 *
 * <pre>
 *   LID = -1 / mean_i log(r_i / r_k)
 * </pre>
 *
 * Points off the data's manifold tend to have a larger one. No label is recovered.
 *
 * <p>The authors take it at every layer and train a logistic regression on clean and perturbed
 * images. Here it is taken at the logits, the only layer a classifier shows, and used as it is, so
 * that no perturbed image is needed: a weaker detector than theirs. It wants many reference images
 * of each class, as the training set of a small classifier has; with a few images of each of 1,000
 * classes it says nothing.
 *
 * <p>Source: Ma, Li, Wang, Erfani, Wijewickrema, Schoenebeck, Song, Houle, Bailey, "Characterizing
 * adversarial subspaces using local intrinsic dimensionality", ICLR 2018.
 *
 * @param reference logits of clean images, one row each, more than k; not modified
 * @param neighbours k, at least 2
 */
public record LocalIntrinsicDimension(double[][] reference, int neighbours) implements Detector {

  /** The authors' k. */
  public static final int DEFAULT_NEIGHBOURS = 20;

  public LocalIntrinsicDimension {
    if (neighbours < 2 || reference.length <= neighbours) {
      throw new IllegalArgumentException(
          "expected at least 2 neighbours and more reference images than that, found "
              + neighbours
              + " and "
              + reference.length);
    }
  }

  @Override
  public DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[] logits = evaluator.logits(x);
    return new DetectorScore(
        dimension(logits), Vectors.argmax(logits), OptionalInt.empty(), meter.spent());
  }

  /**
   * Positive infinity where all k neighbours are equally far, 0 where fewer than 2 differ from it.
   */
  double dimension(double[] logits) {
    double[] nearest =
        Arrays.stream(reference)
            .mapToDouble(row -> Vectors.distance(row, logits))
            .filter(distance -> distance > 0)
            .sorted()
            .limit(neighbours)
            .toArray();
    if (nearest.length < 2) {
      return 0;
    }
    double farthest = nearest[nearest.length - 1];
    double mean = Arrays.stream(nearest).map(r -> Math.log(r / farthest)).average().orElseThrow();
    return mean == 0 ? Double.POSITIVE_INFINITY : -1 / mean;
  }
}
