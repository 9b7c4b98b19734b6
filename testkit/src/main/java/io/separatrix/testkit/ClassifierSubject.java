package io.separatrix.testkit;

import io.separatrix.geometry.Classifier;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A classifier under test, where to try it, and how exactly it computes. */
public interface ClassifierSubject {

  /** The classifier; asked for several times in one test, and not closed by the suite. */
  Classifier classifier();

  /** Typical size of a coordinate, in input units. */
  default double scale() {
    return 1;
  }

  /** At least three different points, away from kinks; new at each call. */
  default double[][] points() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] points = RandomMatrices.gaussian(random, 5, classifier().dimension());
    for (double[] point : points) {
      Arrays.setAll(point, i -> scale() * point[i]);
    }
    return points;
  }

  /**
   * By how much a row's results may differ with the batch that it is in, relative to their norm.
   */
  default double batchError() {
    return 0;
  }

  /** Relative error of a result, from rounding. */
  default double rounding() {
    return 1e-12;
  }

  /** Step of central differences, in input units. */
  default double step() {
    return 1e-5 * scale();
  }

  /** Relative error of central differences with that step, rounding included. */
  default double differenceError() {
    return 1e-6;
  }
}
