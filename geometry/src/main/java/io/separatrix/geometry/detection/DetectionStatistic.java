package io.separatrix.geometry.detection;

import io.separatrix.geometry.Evaluator;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A way to compute the statistic of Algorithm 2. As a {@link Detector} its score is rho. */
public interface DetectionStatistic extends Detector {

  /**
   * @param x the image, length d; not modified
   * @param random for the directions
   * @param evaluator the classifier
   */
  CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator);

  @Override
  default DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator) {
    CurvatureStatistic statistic = at(x, random, evaluator);
    return new DetectorScore(
        statistic.value(),
        statistic.label(),
        OptionalInt.of(statistic.recovered()),
        statistic.evaluations());
  }
}
