package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.PairSelection;
import io.separatrix.geometry.path.PathResult;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-sections of decision regions (Fig. 2). Left: the plane through x1 spanned by r(x1) and x2 -
 * x1. Right: sections along the path from x1 to x2, stitched.
 */
public final class SliceStudy implements Study<SliceStudy.Result> {

  /** Pairs that are tried when none is given, to show a path that is not straight. */
  private static final int TRIED = 16;

  /** Files of the maps that a report draws. */
  private static final List<String> IMAGES =
      List.of("figures/slice-left.svg", "figures/slice-right.svg");

  private final @Nullable Pair given;
  private final int resolution;

  /**
   * @param given the items x1 and x2, of one predicted label; null to choose a pair whose path is
   *     not straight, if there is one
   * @param resolution points along the longer side of a map
   */
  public SliceStudy(@Nullable Pair given, int resolution) {
    this.given = given;
    this.resolution = resolution;
  }

  /**
   * @param first index of x1 in the data set
   * @param second index of x2
   * @param predicted label of both
   * @param anchors points that the path is strung between
   * @param labelsLeft predicted labels that the left map shows
   * @param labelsRight predicted labels that the right map shows
   * @param shareLeft share of the left map that belongs to the region of x1
   * @param shareRight share of the right map that does
   * @param points evaluated, both maps together
   * @param images files of the maps inside the run folder
   */
  public record Summary(
      int first,
      int second,
      int predicted,
      int anchors,
      List<Integer> labelsLeft,
      List<Integer> labelsRight,
      double shareLeft,
      double shareRight,
      int points,
      List<String> images) {}

  /** The path between the images of a pair. */
  record Connection(int label, List<double[]> anchors) {

    /** Whether there is a path, and its ends are not the same point. */
    boolean joinsTwo() {
      return !anchors.isEmpty()
          && Vectors.distance(anchors.get(0), anchors.get(anchors.size() - 1)) > 0;
    }
  }

  /**
   * @param path from x1 to x2
   * @param maps the left and the right one
   */
  public record Result(Summary summary, ConvexPath path, List<SliceSample> maps)
      implements StudyResult {}

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    return Map.of(name(), 1000 + 1.1 * resolution * resolution);
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a plane");
    Images images = context.images();
    List<Pair> candidates = candidates(context);
    List<Connection> paths =
        context.journaled(
            "slice-pairs",
            Connection.class,
            candidates,
            (pair, evaluator) -> {
              PathResult result =
                  new FindPath(TargetedBoundary::new)
                      .find(images.pixels(pair.first()), images.pixels(pair.second()), evaluator);
              ConvexPath path = result.path();
              return new Connection(result.label(), path == null ? List.of() : path.anchors());
            });
    int chosen = choose(paths, images);
    Pair pair = candidates.get(chosen);
    ConvexPath path = new ConvexPath(paths.get(chosen).anchors());
    List<SliceSample> maps =
        context.journaled(
            name(),
            SliceSample.class,
            List.of(Side.LEFT, Side.RIGHT),
            (side, evaluator) -> SliceSample.of(map(side, path, images, evaluator)));
    return new Result(summary(images, pair, paths.get(chosen), maps), path, maps);
  }

  private enum Side {
    LEFT,
    RIGHT
  }

  private List<Pair> candidates(StudyContext context) {
    if (given != null) {
      return List.of(given);
    }
    try {
      return new PairSelection(Predictions.of(context).labels(), context.seed()).sameLabel(TRIED);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          context.images().data().name()
              + ": "
              + e.getMessage()
              + "; give more images or other ones",
          e);
    }
  }

  private static int choose(List<Connection> paths, Images images) {
    return IntStream.range(0, paths.size())
        .filter(i -> paths.get(i).anchors().size() > 2)
        .filter(i -> paths.get(i).joinsTwo())
        .findFirst()
        .orElseGet(
            () ->
                IntStream.range(0, paths.size())
                    .filter(i -> paths.get(i).joinsTwo())
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new DataException(
                                images.data().name()
                                    + ": expected two different images of one predicted label with"
                                    + " a path between them, found none among the pairs tried"
                                    + " (equal images span no plane); give more images, or choose"
                                    + " two",
                                StudyRemedy.ENDS)));
  }

  private CrossSection map(Side side, ConvexPath path, Images images, Evaluator evaluator) {
    double[] x1 = path.anchors().get(0);
    double[] x2 = path.anchors().get(path.anchors().size() - 1);
    double[] r = new NearestBoundary().search(x1, evaluator).perturbation();
    if (Vectors.norm(r) == 0) {
      throw new DataException(
          images.data().name()
              + ": no boundary was found near x1, so no plane is spanned; choose another image",
          StudyRemedy.ENDS);
    }
    if (!Plane.isSpanned(Vectors.subtract(x2, x1), r)) {
      throw new DataException(
          images.data().name()
              + ": the way from x1 to x2 is parallel to that from x1 to its boundary, so no plane"
              + " is spanned; choose other images",
          StudyRemedy.ENDS);
    }
    if (side == Side.LEFT) {
      double length = path.straightDistance();
      return CrossSection.left(
          x1, r, x2, grid(-0.25 * length, 1.25 * length, 0.5 * length), evaluator);
    }
    double length = path.length();
    return CrossSection.right(path, r, grid(-0.1 * length, 1.1 * length, 0.25 * length), evaluator);
  }

  private Grid grid(double minS, double maxS, double halfHeight) {
    int rows = (int) Math.round(resolution * 2 * halfHeight / (maxS - minS));
    return new Grid(minS, maxS, -halfHeight, halfHeight, resolution, Math.max(2, rows));
  }

  private static Summary summary(
      Images images, Pair pair, Connection path, List<SliceSample> maps) {
    SliceSample left = maps.get(0);
    SliceSample right = maps.get(1);
    return new Summary(
        images.index(pair.first()),
        images.index(pair.second()),
        path.label(),
        path.anchors().size(),
        labels(left),
        labels(right),
        share(left, path.label()),
        share(right, path.label()),
        points(left) + points(right),
        IMAGES);
  }

  private static IntStream flat(SliceSample map) {
    return Arrays.stream(map.labels()).flatMapToInt(Arrays::stream);
  }

  private static List<Integer> labels(SliceSample map) {
    return flat(map).distinct().sorted().boxed().toList();
  }

  private static double share(SliceSample map, int label) {
    return flat(map).filter(other -> other == label).count() / (double) points(map);
  }

  private static int points(SliceSample map) {
    return map.grid().rows() * map.grid().columns();
  }
}
