package io.separatrix.geometry.path;

import static java.util.Objects.requireNonNull;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of {@link FindPath}. */
final class PathSearch {

  /** How many times an estimated slope may be too small. */
  private static final double SLACK = 4;

  /** How many times as wide as the distance to the boundary a gap may be. */
  private static final double BALLS = 8;

  private final RegionProjection projection;
  private final FindPath.Options options;
  private final @Nullable MarginLipschitz lipschitz;
  private final @Nullable SegmentCertifier certifier;
  private final int label;
  private final EvaluationMeter meter;
  private final Evaluator evaluator;
  private int depth;
  private int projections;

  PathSearch(
      RegionProjection projection,
      FindPath.Options options,
      @Nullable MarginLipschitz lipschitz,
      @Nullable SegmentCertifier certifier,
      int label,
      EvaluationMeter meter,
      Evaluator evaluator) {
    this.projection = projection;
    this.options = options;
    this.lipschitz = lipschitz;
    this.certifier = certifier;
    this.label = label;
    this.meter = meter;
    this.evaluator = evaluator;
  }

  /** Searches; both ends have the label. */
  PathResult run(double[] x1, double[] x2) {
    double distance = Vectors.distance(x1, x2);
    Segment.Cover cover =
        (segment, i) -> {
          double width = segment.width(i);
          double change = width * Math.max(SLACK * segment.slope(i), segment.steepest() / BALLS);
          return Math.max(
              width / (options.coarsest() * distance),
              Math.min(
                  width / (options.finest() * distance), pieces(change, segment.marginSum(i))));
        };
    List<Anchor> ends = Anchor.at(List.of(x1, x2), label, evaluator);
    List<Segment> segments = List.of(new Segment(ends.get(0), ends.get(1)));
    while (true) {
      if (!sample(segments, cover)) {
        return undetermined(Obstacle.BUDGET, distance);
      }
      if (segments.stream().noneMatch(Segment::leavesRegion)) {
        boolean certified = certified(segments);
        // A certifier may have found what samples missed.
        if (certified || segments.stream().noneMatch(Segment::leavesRegion)) {
          return connected(segments, distance, certified);
        }
      }
      if (depth == options.maximalDepth()) {
        return undetermined(Obstacle.DEPTH, distance);
      }
      depth++;
      List<double[]> middles = new ArrayList<>();
      for (Segment segment : segments) {
        if (segment.leavesRegion()) {
          if (!affordable(1)) {
            return undetermined(Obstacle.BUDGET, distance);
          }
          double[] middle = middle(segment);
          if (middle == null) {
            return undetermined(Obstacle.PROJECTION_FAILED, distance);
          }
          middles.add(middle);
        }
      }
      segments = split(segments, Anchor.at(middles, label, evaluator));
    }
  }

  /** The midpoint, taken into the region if it lies outside; null if that fails. */
  private double @Nullable [] middle(Segment segment) {
    double[] middle = segment.point(0.5);
    if (segment.middleInRegion()) {
      return middle;
    }
    projections++;
    return projection.project(middle, label, RegionProjection.Push.DEEPEST, evaluator);
  }

  private static List<Segment> split(List<Segment> segments, List<Anchor> middles) {
    Iterator<Anchor> next = middles.iterator();
    List<Segment> finer = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.leavesRegion()) {
        Anchor middle = next.next();
        finer.add(new Segment(segment.from(), middle));
        finer.add(new Segment(middle, segment.to()));
      } else {
        finer.add(segment);
      }
    }
    return finer;
  }

  /**
   * Samples until each segment is covered or is seen to leave the region, all segments in one call.
   *
   * @return false if the evaluations do not suffice
   */
  private boolean sample(List<Segment> segments, Segment.Cover cover) {
    while (true) {
      double[][] positions =
          segments.stream().map(segment -> segment.uncovered(cover)).toArray(double[][]::new);
      int count = Arrays.stream(positions).mapToInt(wanted -> wanted.length).sum();
      if (count == 0) {
        return true;
      }
      if (!affordable(count)) {
        return false;
      }
      double[][] logits = logits(segments, positions);
      int next = 0;
      for (int i = 0; i < positions.length; i++) {
        int end = next + positions[i].length;
        segments.get(i).add(positions[i], Arrays.copyOfRange(logits, next, end), label);
        next = end;
      }
    }
  }

  /** Logits at the positions of all segments, in their order. */
  private double[][] logits(List<Segment> segments, double[][] positions) {
    List<Supplier<double[]>> points = new ArrayList<>();
    for (int i = 0; i < positions.length; i++) {
      Segment segment = segments.get(i);
      for (double position : positions[i]) {
        points.add(() -> segment.point(position));
      }
    }
    return evaluator.logits(points.size(), i -> points.get(i).get());
  }

  /** Whether the certifier proves every segment; those that leave the region are marked. */
  private boolean certified(List<Segment> segments) {
    if (certifier == null) {
      return false;
    }
    boolean all = true;
    for (Segment segment : segments) {
      switch (certifier.certify(label, segment.from().point(), segment.to().point())) {
        case PROVED -> {}
        case LEAVES -> {
          segment.leave();
          all = false;
        }
        case UNDETERMINED -> all = false;
      }
    }
    return all;
  }

  private PathResult connected(List<Segment> segments, double distance, boolean certified) {
    List<double[]> anchors = new ArrayList<>();
    anchors.add(segments.get(0).from().point());
    segments.forEach(segment -> anchors.add(segment.to().point()));
    Connectivity verdict =
        certified || proven(segments) ? Connectivity.CONNECTED_WITH_PROOF : Connectivity.CONNECTED;
    return new PathResult(
        verdict,
        Obstacle.NONE,
        label,
        new ConvexPath(anchors),
        distance,
        segments.stream().mapToDouble(Segment::minimalMargin).min().orElseThrow(),
        depth,
        projections,
        segments.stream().mapToInt(Segment::samples).sum() - segments.size() + 1,
        meter.spent());
  }

  /**
   * Whether the margin is positive everywhere on the path. Between two samples of margins a and b
   * at distance w a function with Lipschitz constant L is at least {@code (a + b - L w) / 2}.
   */
  private boolean proven(List<Segment> segments) {
    if (lipschitz == null) {
      return false;
    }
    Map<Segment, Double> bounds = new HashMap<>();
    double expected = 0;
    for (Segment segment : segments) {
      double bound = lipschitz.bound(label, segment.from().point(), segment.to().point());
      bounds.put(segment, bound);
      expected += segment.samplesToCover(bound);
    }
    if (!(expected + meter.spent().total() <= options.maximalEvaluations())) {
      return false;
    }
    Segment.Cover cover =
        (segment, i) ->
            pieces(requireNonNull(bounds.get(segment)) * segment.width(i), segment.marginSum(i));
    return sample(segments, cover)
        && segments.stream().allMatch(segment -> segment.coveredBy(cover));
  }

  /** Pieces of an interval in which the margin may change by so much: 1 only if its sign cannot. */
  private static double pieces(double change, double marginSum) {
    return change < marginSum ? 1 : Math.max(2, marginSum > 0 ? change / marginSum : 2);
  }

  PathResult undetermined(Obstacle obstacle, double distance) {
    return new PathResult(
        Connectivity.UNDETERMINED,
        obstacle,
        label,
        null,
        distance,
        Double.NaN,
        depth,
        projections,
        0,
        meter.spent());
  }

  private boolean affordable(int points) {
    return meter.spent().total() + points <= options.maximalEvaluations();
  }
}
