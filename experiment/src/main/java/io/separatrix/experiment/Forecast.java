package io.separatrix.experiment;

import io.separatrix.data.Images;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What studies will take, before they run: the evaluations that they expect, at the pace of a few
 * that are made now. Within a factor of two mostly; searches that go further take longer.
 *
 * @param evaluations expected ones; 0 if nobody knows
 * @param secondsEach of one, forward and gradient passes evenly mixed
 */
public record Forecast(double evaluations, double secondsEach) {

  private static final int ROWS = 16;
  private static final int MOST_ROWS = 256;

  /** Seconds of a call that tell the pace. */
  private static final double ENOUGH = 0.1;

  /**
   * Makes a few evaluations and counts on.
   *
   * @param experiment whose network is timed, on its own images
   * @param studies that will run in it
   * @return what they will take
   */
  public static Forecast of(Experiment experiment, List<? extends Study<?>> studies) {
    Map<String, Double> passes = new HashMap<>();
    studies.forEach(study -> passes.putAll(study.expectedEvaluations(experiment)));
    double evaluations = passes.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Forecast(evaluations, evaluations > 0 ? secondsEach(experiment) : 0);
  }

  /** Of as many rows at once as a network of this size is asked for, so that all threads work. */
  private static double secondsEach(Experiment experiment) {
    time(experiment, ROWS); // the first one is slow
    int most = Math.min(MOST_ROWS, Vectors.atOnce(experiment.images().shape().dimension()));
    int rows = ROWS;
    double seconds = time(experiment, rows);
    while (seconds < ENOUGH && 2 * rows <= most) {
      rows *= 2;
      seconds = time(experiment, rows);
    }
    return seconds / (2 * rows);
  }

  private static double time(Experiment experiment, int rows) {
    Images images = experiment.images();
    double[][] points = new double[rows][];
    Arrays.setAll(points, i -> images.pixels(i % images.size()));
    LogitCombination[][] functions = new LogitCombination[rows][];
    Arrays.fill(functions, new LogitCombination[] {LogitCombination.difference(0, 1)});
    long start = System.nanoTime();
    experiment.classifier().logits(points);
    experiment.classifier().linearize(points, functions);
    return (System.nanoTime() - start) * 1e-9;
  }

  /** {@return the time that they will take} */
  public Duration time() {
    return Duration.ofSeconds(Math.round(evaluations * secondsEach));
  }

  /** {@return such as {@code about 12 minutes, by an estimate of 40000 evaluations at 18 ms}} */
  public String text() {
    double seconds = evaluations * secondsEach;
    String time =
        seconds < 90
            ? String.format(Locale.ROOT, "%.0f seconds", seconds)
            : seconds < 5400
                ? String.format(Locale.ROOT, "%.0f minutes", seconds / 60)
                : String.format(Locale.ROOT, "%.1f hours", seconds / 3600);
    return String.format(
        Locale.ROOT,
        "about %s, by an estimate of %.2g million evaluations of the network at %s ms",
        time,
        evaluations * 1e-6,
        Numbers.shown(1000 * secondsEach));
  }
}
