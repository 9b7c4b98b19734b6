package io.separatrix.geometry.detection;

import io.separatrix.geometry.Evaluator;
import java.util.SplittableRandom;

/**
 * Scores how much a point looks like a perturbed image: what detectors of all kinds have in common,
 * so that they can be compared on the same points. Immutable, and deterministic for a given state
 * of {@code random}.
 */
@FunctionalInterface
public interface Detector {

  /**
   * Scores one image.
   *
   * @param x the image, length d; not modified
   * @param random for detectors that draw; advanced
   * @param evaluator the classifier
   * @return the score and what it cost
   * @throws IllegalArgumentException if there is one class only, for detectors that compare classes
   */
  DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator);
}
