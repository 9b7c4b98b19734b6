package io.separatrix.studies;

import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.boundary.BoundarySearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Nearest boundary points of images (Sec. II). */
public final class BoundaryStudy implements Study<BoundaryStudy.Result> {

  /** Images whose perturbation the report shows. */
  public static final int SHOWN = 8;

  private static final double WELL_ALIGNED = 0.99;

  private static final List<String> COLUMNS =
      List.of(
          "index",
          "label",
          "predicted",
          "adjacent",
          "norm",
          "relativeNorm",
          "cosine",
          "residual",
          "converged",
          "iterations",
          "evaluations",
          "runnerUp");

  private final BoundaryMode mode;
  private final boolean shared;

  private BoundaryStudy(BoundaryMode mode, boolean shared) {
    this.mode = mode;
    this.shared = shared;
  }

  /**
   * {@return a study by itself; it keeps numbers and few points}
   *
   * @param mode how boundary points are searched for
   */
  public static BoundaryStudy alone(BoundaryMode mode) {
    return new BoundaryStudy(mode, false);
  }

  /** {@return a study of the nearest points that other studies of the same run start from} */
  public static BoundaryStudy shared() {
    return new BoundaryStudy(BoundaryMode.NEAREST, true);
  }

  /**
   * Quantiles, means and shares are over the points found; intervals are about other images of the
   * same kind.
   *
   * @param points number of images
   * @param found for how many of them the search left the image
   * @param converged for how many of them it met its own criterion
   * @param convergedFraction {@code converged / points}
   * @param medianNorm median of {@code ||r||_2}, input units
   * @param meanRelativeNorm mean of {@code ||r|| / ||x||}, over images that are not black
   * @param medianCosine median cosine between r and the outward normal at the boundary point
   * @param fractionCosineAbove99 share with a cosine above 0.99
   * @param maxResidual largest distance to the boundary to first order, input units
   * @param evaluations forward and backward passes of one image, all together
   * @param blackImages images found whose own norm is zero, so that they have no relative norm
   */
  public record Summary(
      int points,
      long found,
      long converged,
      @IntervalKeys(low = "convergedLow", high = "convergedHigh") Interval convergedFraction,
      double medianNorm,
      @IntervalKeys Interval meanRelativeNorm,
      double medianCosine,
      @IntervalKeys(low = "cosineAbove99Low", high = "cosineAbove99High")
          Interval fractionCosineAbove99,
      double maxResidual,
      long evaluations,
      long blackImages) {}

  /**
   * @param mode how points were searched for
   * @param samples one for each image
   * @param rows of the table
   * @param points z of each image, NaN where none was found; null if they are not kept
   */
  public record Result(
      BoundaryMode mode,
      Summary summary,
      List<BoundarySample> samples,
      List<List<?>> rows,
      double @Nullable [][] points)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      StudyFile table = new StudyFile.Samples(COLUMNS, rows);
      return points == null
          ? List.of(table)
          : List.of(table, new StudyFile.Matrix("points.npy", points));
    }
  }

  @Override
  public String name() {
    return "boundary";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    if (shared) {
      return NearestPoints.expected(experiment);
    }
    double each =
        switch (mode) {
          case NEAREST -> 120;
          case THOROUGH -> 600;
          case QUICK -> 40;
          case REFERENCE -> 15;
        };
    return Map.of(name(), each * experiment.images().size());
  }

  @Override
  public Result run(StudyContext context) {
    Images images = context.images();
    List<BoundarySample> samples = shared ? ofShared(context) : searched(context);
    return new Result(
        mode,
        summary(samples),
        samples,
        rows(images, samples),
        context.savesPoints() ? points(context, samples) : null);
  }

  private static double[][] points(StudyContext context, List<BoundarySample> samples) {
    double[][] points = new double[samples.size()][context.classifier().dimension()];
    for (int item = 0; item < points.length; item++) {
      if (samples.get(item).found()) {
        points[item] = samples.get(item).at(context.image(item), 1);
      } else {
        Arrays.fill(points[item], Double.NaN);
      }
    }
    return points;
  }

  private static List<BoundarySample> ofShared(StudyContext context) {
    return NearestPoints.of(context).points();
  }

  private List<BoundarySample> searched(StudyContext context) {
    BoundarySearch search = mode.search();
    return context.journaled(
        name(),
        BoundarySample.class,
        context.images().items(),
        (item, evaluator) ->
            BoundarySample.of(
                search.search(context.image(item), evaluator),
                context.savesPoints() || item < SHOWN));
  }

  private static List<List<?>> rows(Images images, List<BoundarySample> samples) {
    List<List<?>> rows = new ArrayList<>();
    for (int item = 0; item < samples.size(); item++) {
      BoundarySample sample = samples.get(item);
      OptionalInt label = images.label(item);
      boolean found = sample.found();
      rows.add(
          Arrays.asList(
              images.index(item),
              label.isPresent() ? label.getAsInt() : null,
              sample.label(),
              found ? sample.adjacent() : null,
              found ? sample.norm() : null,
              sample.comparable() ? sample.relativeNorm() : null,
              found ? sample.cosine() : null,
              found ? sample.residual() : null,
              sample.converged(),
              sample.iterations(),
              sample.evaluations(),
              found ? sample.runnerUp() : null));
    }
    return rows;
  }

  private static Summary summary(List<BoundarySample> samples) {
    List<BoundarySample> found = samples.stream().filter(BoundarySample::found).toList();
    Proportion converged = Proportion.of(samples.stream().map(BoundarySample::converged).toList());
    Proportion aligned =
        Proportion.of(found.stream().map(sample -> sample.cosine() > WELL_ALIGNED).toList());
    List<BoundarySample> comparable = found.stream().filter(BoundarySample::comparable).toList();
    SampleMean relativeNorm =
        SampleMean.of(each(comparable, BoundarySample::relativeNorm).toArray());
    return new Summary(
        samples.size(),
        found.size(),
        converged.successes(),
        converged.interval(),
        Quantiles.of(each(found, BoundarySample::norm)),
        relativeNorm.interval(),
        Quantiles.of(each(found, BoundarySample::cosine)),
        aligned.interval(),
        each(found, BoundarySample::residual).max().orElse(Double.NaN),
        samples.stream().mapToLong(BoundarySample::evaluations).sum(),
        found.size() - comparable.size());
  }

  private static DoubleStream each(
      List<BoundarySample> samples, ToDoubleFunction<BoundarySample> value) {
    return samples.stream().mapToDouble(value);
  }
}
