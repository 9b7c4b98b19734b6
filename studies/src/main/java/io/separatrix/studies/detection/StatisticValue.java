package io.separatrix.studies.detection;

import io.separatrix.geometry.detection.CurvatureStatistic;

/**
 * The statistic at one point as the journal keeps it.
 *
 * @param value rho
 * @param standardError of {@code value}, from the random directions
 * @param label the predicted label there
 * @param recovered the class with the largest curvature
 * @param runnerUp the class that came first among those that took part: the second largest logit,
 *     or for the statistic at the boundary the nearest region
 * @param directions random directions used
 * @param evaluations forward and backward passes
 */
public record StatisticValue(
    double value,
    double standardError,
    int label,
    int recovered,
    int runnerUp,
    int directions,
    long evaluations) {

  static StatisticValue of(CurvatureStatistic statistic) {
    return new StatisticValue(
        statistic.value(),
        statistic.standardError(),
        statistic.label(),
        statistic.recovered(),
        statistic.classes()[0],
        statistic.directions(),
        statistic.evaluations().total());
  }
}
