package io.separatrix.geometry.detection;

import io.separatrix.geometry.Evaluator;
import java.util.SplittableRandom;

/** A way to compute the statistic of Algorithm 2. */
@FunctionalInterface
public interface DetectionStatistic {

  /**
   * @param x the image, length d; not modified
   * @param random for the directions
   * @param evaluator the classifier
   */
  CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator);
}
