package io.separatrix.geometry.path;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundarySearch;
import io.separatrix.geometry.boundary.Refinement;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a path between two points of one decision region that stays inside it: Algorithm 1 of
 * the paper, with a budget and with a check of the labels.
 *
 * <p>Starting from the straight segment, every segment that leaves the region is split at its
 * midpoint; a midpoint of another label is first taken into the region by a targeted perturbation,
 * {@link RegionProjection}. All segments of one level of the recursion are sampled in common calls.
 *
 * <p><b>How a segment is accepted.</b> From a sample of margin m the label holds along the segment,
 * to first order, as far as {@code m / |dm/ds|}, the distance to the boundary in that direction. A
 * segment is accepted when its samples cover it in this way with slopes four times as steep as the
 * estimate; where they do not, the gap is cut into as many pieces as that takes by its ends, at
 * most eight at once. The estimate of {@code |dm/ds|} in a gap is the largest of the slopes between
 * its two samples and between its neighbours, and of the derivative at an end of the segment. Nor
 * may a gap be wider than eight times the distance to the boundary in any direction, {@code m /
 * ||grad m||}. So the density follows that distance. Two limits hold whatever the estimate says,
 * see {@link Options}. A path accepted in this way is {@link Connectivity#CONNECTED}, an
 * observation; if a {@link MarginLipschitz} bound is given, the same cover with the bound in place
 * of the estimate is a proof, up to the rounding of the classifier: {@link
 * Connectivity#CONNECTED_WITH_PROOF}. So it is if a {@link SegmentCertifier} proves every segment;
 * one that it finds to leave the region between the samples is split like any other.
 *
 * <p>Immutable; one object serves all items.
 */
public final class FindPath {

  private final RegionProjection projection;
  private final Options options;
  private final @Nullable MarginLipschitz lipschitz;
  private final @Nullable SegmentCertifier certifier;

  /**
   * Limits of one search.
   *
   * @param maximalDepth levels of recursion, at most 30; at most {@code 2^depth} segments
   * @param maximalEvaluations forward and backward passes for one pair; a projection under way is
   *     completed, so that the count may pass it by one projection
   * @param coarsest largest distance between neighbouring samples, as a share of {@code ||x2 -
   *     x1||}
   * @param finest distance between neighbouring samples below which no more are taken, as a share
   *     of {@code ||x2 - x1||}; it keeps a segment that starts on the boundary from being sampled
   *     without end
   */
  public record Options(int maximalDepth, long maximalEvaluations, double coarsest, double finest) {

    /** Depth 10, 20,000 evaluations, spacing between 1/16 and 1/1024 of the straight distance. */
    public static final Options DEFAULT = new Options(10, 20_000, 1.0 / 16, 1.0 / 1024);

    public Options {
      if (maximalDepth < 0 || maximalDepth > 30) {
        throw new IllegalArgumentException("expected a depth of 0 to 30, found " + maximalDepth);
      }
      if (!(finest > 0 && finest <= coarsest)) {
        throw new IllegalArgumentException(
            "expected spacings 0 < finest <= coarsest, found " + finest + " and " + coarsest);
      }
    }
  }

  /** A search that samples, with the default limits. */
  public FindPath(BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted) {
    this(targeted, Options.DEFAULT, null);
  }

  /**
   * @param targeted the search for the nearest point of a given class
   * @param options limits
   * @param lipschitz a proven bound on the margin's change, or null if there is none
   */
  public FindPath(
      BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted,
      Options options,
      @Nullable MarginLipschitz lipschitz) {
    this(targeted, options, lipschitz, null);
  }

  private FindPath(
      BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted,
      Options options,
      @Nullable MarginLipschitz lipschitz,
      @Nullable SegmentCertifier certifier) {
    this.projection = new RegionProjection(targeted);
    this.options = options;
    this.lipschitz = lipschitz;
    this.certifier = certifier;
  }

  /**
   * A search that proves its paths where the certifier can. What the certifier spends is its own;
   * the count of evaluations is that of the search.
   */
  public static FindPath proving(
      BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted,
      Options options,
      SegmentCertifier certifier) {
    return new FindPath(targeted, options, null, certifier);
  }

  /**
   * Scenario 1: a path between two points of one label. Points of different labels give {@link
   * Obstacle#LABELS_DIFFER}.
   *
   * @param x1 length d; not modified
   * @param x2 length d; not modified
   */
  public PathResult find(double[] x1, double[] x2, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[][] logits = evaluator.logits(new double[][] {x1, x2});
    int label = Vectors.argmax(logits[0]);
    PathSearch search = search(label, meter, evaluator);
    if (Vectors.argmax(logits[1]) != label) {
      return search.undetermined(Obstacle.LABELS_DIFFER, Vectors.distance(x1, x2));
    }
    return search.run(x1, x2);
  }

  /**
   * Scenarios 2 and 3: a path from x1 to a point of any label (an image of another class, a random
   * point) after its perturbation into the region of x1 by the smallest overshoot that reaches it.
   *
   * @param x1 length d; not modified
   * @param start length d; not modified
   */
  public PathResult findPerturbed(double[] x1, double[] start, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[][] logits = evaluator.logits(new double[][] {x1, start});
    int label = Vectors.argmax(logits[0]);
    PathSearch search = search(label, meter, evaluator);
    if (Vectors.argmax(logits[1]) == label) {
      return search.run(x1, start);
    }
    double[] x2 = projection.project(start, label, RegionProjection.Push.NEAREST, evaluator);
    if (x2 == null) {
      return search.undetermined(Obstacle.END_NOT_IN_REGION, Vectors.distance(x1, start));
    }
    return search.run(x1, x2);
  }

  private PathSearch search(int label, EvaluationMeter meter, Evaluator evaluator) {
    return new PathSearch(projection, options, lipschitz, certifier, label, meter, evaluator);
  }
}
