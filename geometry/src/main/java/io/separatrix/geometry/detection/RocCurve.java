package io.separatrix.geometry.detection;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Variance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a statistic tells perturbed samples (larger values) from clean ones (smaller values), by
 * threshold.
 *
 * @param points false-alarm rate, detection rate and threshold, from (0, 0) to (1, 1)
 * @param auc area under the curve: the probability that a perturbed sample has the larger value,
 *     ties counting one half
 * @param aucStandardError by DeLong, DeLong, Clarke-Pearson (1988); of pairs, with their covariance
 * @param samples the smaller number of clean and perturbed samples
 * @param bestAccuracy largest balanced accuracy {@code (detection rate + 1 - false-alarm rate) / 2}
 * @param bestThreshold where it is reached; a sample counts as perturbed if its value exceeds it
 */
public record RocCurve(
    List<Point> points,
    double auc,
    double aucStandardError,
    int samples,
    double bestAccuracy,
    double bestThreshold) {

  private static final double NORMAL_975 = 1.959963984540054;

  /** One threshold. */
  public record Point(double falseAlarms, double detections, double threshold) {}

  /**
   * The curve of samples that come in pairs, each perturbed one made from the clean one in its
   * place: what is independent is the pair.
   *
   * @param clean statistic of clean samples; not modified
   * @param perturbed statistic of the perturbed ones, as many; not modified
   */
  public static RocCurve ofPairs(double[] clean, double[] perturbed) {
    RocCurve curve = of(clean, perturbed);
    if (clean.length != perturbed.length) {
      throw new IllegalArgumentException(
          "expected pairs, found "
              + clean.length
              + " clean and "
              + perturbed.length
              + " perturbed");
    }
    double[] sums = placements(perturbed, clean);
    double[] own = placements(clean, perturbed);
    for (int i = 0; i < sums.length; i++) {
      // The share of perturbed values above a clean one is one less the share below.
      sums[i] += 1 - own[i];
    }
    return new RocCurve(
        curve.points,
        curve.auc,
        Math.sqrt(variance(sums) / sums.length),
        curve.samples,
        curve.bestAccuracy,
        curve.bestThreshold);
  }

  /**
   * @param clean statistic of clean samples; not modified
   * @param perturbed statistic of perturbed samples, independent of the clean ones; not modified
   */
  public static RocCurve of(double[] clean, double[] perturbed) {
    if (clean.length == 0 || perturbed.length == 0) {
      throw new IllegalArgumentException(
          "expected clean and perturbed samples, found "
              + clean.length
              + " and "
              + perturbed.length);
    }
    double[] thresholds =
        Arrays.stream(concatenate(clean, perturbed))
            .distinct()
            .map(v -> -v)
            .sorted()
            .map(v -> -v)
            .toArray();
    List<Point> points = new ArrayList<>();
    double best = -1;
    double bestThreshold = 0;
    for (int i = 0; i <= thresholds.length; i++) {
      // Between two values, so that rounding of the threshold decides nothing.
      double threshold =
          i == 0
              ? thresholds[0]
              : i == thresholds.length
                  ? Math.nextDown(thresholds[i - 1])
                  : (thresholds[i - 1] + thresholds[i]) / 2;
      Point point =
          new Point(shareAbove(clean, threshold), shareAbove(perturbed, threshold), threshold);
      points.add(point);
      double accuracy = (point.detections() + 1 - point.falseAlarms()) / 2;
      if (accuracy > best) {
        best = accuracy;
        bestThreshold = threshold;
      }
    }
    double[] perturbedPlacement = placements(perturbed, clean);
    double[] cleanPlacement = placements(clean, perturbed);
    double auc = Arrays.stream(perturbedPlacement).average().orElseThrow();
    double variance =
        variance(perturbedPlacement) / perturbed.length + variance(cleanPlacement) / clean.length;
    return new RocCurve(
        List.copyOf(points),
        auc,
        Math.sqrt(variance),
        Math.min(clean.length, perturbed.length),
        best,
        bestThreshold);
  }

  /**
   * The AUC with its interval, {@code auc +- 1.96 aucStandardError} within [0, 1]. Where the two
   * kinds do not overlap at all the standard error is 0 and knows nothing; there the interval is
   * that of a share of 0 or 1 among so many samples. Its count is that of the samples.
   */
  public Interval aucInterval() {
    return separated()
        ? new Proportion(Math.round(auc * samples), samples).interval()
        : new Interval(auc, normal(-1), normal(1), samples);
  }

  private boolean separated() {
    return auc == 0 || auc == 1;
  }

  private double normal(int side) {
    return Math.max(0, Math.min(1, auc + side * NORMAL_975 * aucStandardError));
  }

  /** Balanced accuracy of the verdict {@code value > threshold}. */
  public static double accuracy(double[] clean, double[] perturbed, double threshold) {
    return (shareAbove(perturbed, threshold) + 1 - shareAbove(clean, threshold)) / 2;
  }

  private static double shareAbove(double[] values, double threshold) {
    return (double) Arrays.stream(values).filter(v -> v > threshold).count() / values.length;
  }

  /** For each value the share of the others below it, ties one half. */
  private static double[] placements(double[] values, double[] others) {
    return Arrays.stream(values)
        .map(
            v -> Arrays.stream(others).map(o -> o < v ? 1 : o == v ? 0.5 : 0).sum() / others.length)
        .toArray();
  }

  /** 0 of a single value. */
  private static double variance(double[] values) {
    return values.length < 2 ? 0 : Variance.of(values);
  }

  private static double[] concatenate(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
