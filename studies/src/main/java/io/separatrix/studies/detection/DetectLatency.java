package io.separatrix.studies.detection;

import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionStatistic;
import java.util.List;

/**
 * How long the detector takes for one image alone, sampling until the verdict is certain. This is
 * wall time of the machine at hand, with whatever else it did; it is no result of the method.
 *
 * @param images clean images timed, one after the other
 * @param medianMilliseconds median time of one
 * @param medianEvaluations median number of its forward and backward passes
 */
public record DetectLatency(int images, double medianMilliseconds, double medianEvaluations) {

  private static final int IMAGES = 5;

  /** The time of one image. */
  record Lap(double milliseconds, long evaluations) {}

  static DetectLatency of(StudyContext context, CalibrationFile calibration, List<Integer> items) {
    DetectionStatistic statistic = calibration.detectionStatistic();
    List<Lap> laps =
        context
            .oneAtATime()
            .journaled(
                "detect-latency",
                Lap.class,
                items.subList(0, Math.min(IMAGES, items.size())),
                (item, evaluator) -> {
                  double[] x = context.image(item);
                  long start = System.nanoTime();
                  CurvatureStatistic found =
                      statistic.at(
                          x,
                          Seeds.random(
                              context.seed(), "detect-latency", context.images().index(item)),
                          evaluator);
                  return new Lap((System.nanoTime() - start) * 1e-6, found.evaluations().total());
                });
    return new DetectLatency(
        laps.size(),
        Quantiles.of(laps.stream().mapToDouble(Lap::milliseconds)),
        Quantiles.of(laps.stream().mapToDouble(Lap::evaluations)));
  }
}
