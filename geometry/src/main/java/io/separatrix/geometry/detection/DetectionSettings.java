package io.separatrix.geometry.detection;

/**
 * What the statistic of Algorithm 2 is made of.
 *
 * @param step h of the second differences, in input units
 * @param directions T, random directions at most
 * @param leading number of classes i that take part, by logit, the predicted one excluded; 0 for
 *     all of them
 * @param projected whether the curvature along the normal is taken out, {@code tr(P H P) = tr H -
 *     n^T H n}; for the leading classes only, whose gradients are known
 * @param normalized whether the curvature of class i is divided by {@code ||grad F_i||}
 * @param aggregate how the curvatures of the classes become one number
 * @param stopping sampling ends early when the statistic is this many standard errors away from
 *     {@code threshold}; infinite to use all directions
 * @param threshold where the verdict turns
 */
public record DetectionSettings(
    double step,
    int directions,
    int leading,
    boolean projected,
    boolean normalized,
    Aggregate aggregate,
    double stopping,
    double threshold) {

  /** From curvatures of classes to the statistic. */
  public enum Aggregate {
    /** Their average: Algorithm 2 as printed, its sum divided by the number of classes. */
    MEAN,
    /** The largest one: the class that Algorithm 2 would restore. */
    LARGEST,
    /**
     * Their average with weights inversely proportional to the distance to the class's boundary to
     * first order, {@code |F_i(x)| / ||grad F_i(x)||}: the asymmetry belongs to the boundary
     * nearby, and boundaries far away add noise.
     */
    NEAREST
  }

  public DetectionSettings {
    if (!(step > 0)) {
      throw new IllegalArgumentException("expected a positive step, found " + step);
    }
    if (directions < 2) {
      throw new IllegalArgumentException("expected at least 2 directions, found " + directions);
    }
    if (leading < 0) {
      throw new IllegalArgumentException("expected no negative class count, found " + leading);
    }
  }

  /** All directions used, ten leading classes, projected, normalized, averaged. */
  public static DetectionSettings of(double step, int directions) {
    return new DetectionSettings(
        step, directions, 10, true, true, Aggregate.MEAN, Double.POSITIVE_INFINITY, 0);
  }

  public DetectionSettings withAggregate(Aggregate newAggregate) {
    return new DetectionSettings(
        step, directions, leading, projected, normalized, newAggregate, stopping, threshold);
  }

  public DetectionSettings withLeading(int newLeading) {
    return new DetectionSettings(
        step, directions, newLeading, projected, normalized, aggregate, stopping, threshold);
  }

  public DetectionSettings withStopping(double newStopping, double newThreshold) {
    return new DetectionSettings(
        step, directions, leading, projected, normalized, aggregate, newStopping, newThreshold);
  }

  /** Whether sampling may end: at least two blocks drawn, and the verdict beyond doubt. */
  boolean certain(CurvatureStatistic statistic) {
    return statistic.directions() >= 2 * SecondDifferences.BLOCK
        && Math.abs(statistic.value() - threshold) > stopping * statistic.standardError();
  }
}
