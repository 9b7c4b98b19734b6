package io.separatrix.studies.curvature;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Correlation;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.curvature.MeanCurvature;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Table II: the sign of the mean curvature at the boundary point of a natural image x, and at that
 * of the perturbed image {@code x + 1.02 r(x)}, which has a label and a nearest boundary point of
 * its own. Orientation {@code F = f_k - f_j} with k the label at the image in question, so natural
 * images tend to positive mean curvature and perturbed ones to negative. Logit form at several
 * scales h.
 */
public final class AsymmetryStudy implements Study<AsymmetryStudy.Result> {

  /** Scales h as multiples of the median distance to the boundary. */
  public static final List<Double> DEFAULT_SCALES = List.of(0.3, 1.0, 3.0, 10.0);

  /** Just beyond the boundary, as the authors' code leaves it. */
  private static final double OVERSHOOT = 1.02;

  /** Each asks for some hundred rows at a time, and searches for a boundary point row by row. */
  private static final int LANES = 32;

  private final List<Double> steps;
  private final List<Double> multiples;
  private final int directions;
  private final int limit;

  /**
   * @param steps scales h in input units; empty for {@link #DEFAULT_SCALES} times the median
   *     distance
   * @param directions tangent directions at most for one mean curvature
   * @param limit images at most, the first ones
   */
  public AsymmetryStudy(List<Double> steps, int directions, int limit) {
    this(steps, DEFAULT_SCALES, directions, limit);
  }

  private AsymmetryStudy(List<Double> steps, List<Double> multiples, int directions, int limit) {
    this.steps = List.copyOf(steps);
    this.multiples = List.copyOf(multiples);
    this.directions = directions;
    this.limit = limit;
  }

  /**
   * The study at scales of one's own, as multiples of the median distance to the boundary.
   *
   * @param multiples positive
   * @param directions as in the constructor
   * @param limit as in the constructor
   */
  public static AsymmetryStudy atMultiples(List<Double> multiples, int directions, int limit) {
    return new AsymmetryStudy(List.of(), multiples, directions, limit);
  }

  /**
   * Shares of one kind of image.
   *
   * @param positiveFraction share with positive mean curvature, by the estimated signs
   * @param negativeFraction share with negative mean curvature
   * @param expected the share with the sign that this kind of image should have, one of the two;
   *     the interval is about other images of the same kind, and leaves signs that are not certain
   *     open; its count is that of the boundary points
   * @param certain how many of the signs stand four standard errors and rounding clear of zero
   * @param belowNoise how many means are below the rounding noise to expect
   */
  public record Side(
      double positiveFraction,
      double negativeFraction,
      @IntervalKeys(estimate = "", low = "low", high = "high", count = "points") Interval expected,
      long certain,
      long belowNoise) {}

  /** Table II at one scale. */
  public record AtStep(double step, Side clean, Side perturbed) {}

  /**
   * @param points boundary points found
   * @param step the scale nearest to the median distance
   * @param clean natural images at that scale
   * @param perturbed perturbed images at that scale
   * @param steps every scale
   * @param medianNorm median distance to the boundary, input units
   * @param correlation over images, of the mean curvature of the natural one with that of the
   *     perturbed one at that scale; near -1, since both boundary points are nearly the same, seen
   *     from either side; NaN for fewer than 3 images
   * @param orientation how F is taken
   */
  public record Summary(
      int points,
      double step,
      Side clean,
      Side perturbed,
      List<AtStep> steps,
      double medianNorm,
      double correlation,
      String orientation) {}

  /** Mean curvatures of an image and its perturbed image, one for each scale. */
  record Sample(
      int item,
      int label,
      int adjacent,
      int perturbedLabel,
      int perturbedAdjacent,
      double perturbedNorm,
      List<MeanCurvatureEstimate> clean,
      List<MeanCurvatureEstimate> perturbed) {}

  /**
   * @param rows of the table
   */
  public record Result(Summary summary, List<List<?>> rows) implements StudyResult {

    @Override
    public List<StudyFile> files() {
      return List.of(new StudyFile.Samples(columns(), rows));
    }
  }

  @Override
  public String name() {
    return "asymmetry";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    int scales = steps.isEmpty() ? multiples.size() : steps.size();
    double each = 120 + 2.0 * scales * Math.min(2.0 * directions, 50);
    return NearestPoints.expected(
        experiment, name(), each * Math.min(limit, experiment.images().size()));
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    NearestPoints nearest = NearestPoints.of(context);
    double medianNorm = nearest.medianNorm();
    double[] scales =
        steps.isEmpty()
            ? multiples.stream().mapToDouble(s -> s * medianNorm).toArray()
            : steps.stream().mapToDouble(Double::doubleValue).toArray();
    List<Integer> found = nearest.found(limit);
    List<Sample> samples =
        context
            .atMost(LANES)
            .journaled(
                name(),
                Sample.class,
                found,
                (item, evaluator) ->
                    sample(item, context, nearest.points().get(item), scales, evaluator));
    List<AtStep> table = new ArrayList<>();
    for (int s = 0; s < scales.length; s++) {
      int at = s;
      table.add(
          new AtStep(
              scales[s],
              side(samples.stream().map(sample -> sample.clean().get(at)).toList(), true),
              side(
                  samples.stream()
                      .filter(sample -> !sample.perturbed().isEmpty())
                      .map(sample -> sample.perturbed().get(at))
                      .toList(),
                  false)));
    }
    // The scale is fixed beforehand, not picked by its result.
    AtStep headline =
        table.stream()
            .min(Comparator.comparingDouble(at -> Math.abs(Math.log(at.step() / medianNorm))))
            .orElseThrow();
    Summary summary =
        new Summary(
            samples.size(),
            headline.step(),
            headline.clean(),
            headline.perturbed(),
            table,
            medianNorm,
            correlation(samples, table.indexOf(headline)),
            Orientation.REGION_OF_X.name());
    return new Result(summary, rows(context, samples, scales));
  }

  private Sample sample(
      int item, StudyContext context, BoundarySample entry, double[] scales, Evaluator evaluator) {
    double[] x = context.image(item);
    SplittableRandom random = Seeds.random(context.seed(), name(), context.images().index(item));
    List<MeanCurvatureEstimate> clean =
        means(entry.at(x, 1), entry.label(), entry.adjacent(), scales, random, evaluator);
    BoundaryPoint back = new NearestBoundary().search(entry.at(x, OVERSHOOT), evaluator);
    List<MeanCurvatureEstimate> perturbed =
        back.norm() > 0
            ? means(back.point(), back.label(), back.adjacent(), scales, random, evaluator)
            : List.of();
    return new Sample(
        item,
        entry.label(),
        entry.adjacent(),
        back.label(),
        back.adjacent(),
        back.norm(),
        clean,
        perturbed);
  }

  private List<MeanCurvatureEstimate> means(
      double[] z,
      int label,
      int adjacent,
      double[] scales,
      SplittableRandom random,
      Evaluator evaluator) {
    return Arrays.stream(scales)
        .mapToObj(
            h ->
                MeanCurvatureEstimate.of(
                    new MeanCurvature(h, directions, MeanCurvatureEstimate.CERTAIN)
                        .estimate(
                            z,
                            Orientation.REGION_OF_X.between(label, adjacent),
                            random,
                            evaluator)))
        .toList();
  }

  private static double correlation(List<Sample> samples, int scale) {
    List<Sample> both = samples.stream().filter(sample -> !sample.perturbed().isEmpty()).toList();
    return Correlation.of(
        both.stream().mapToDouble(sample -> sample.clean().get(scale).value()).toArray(),
        both.stream().mapToDouble(sample -> sample.perturbed().get(scale).value()).toArray());
  }

  private static Side side(List<MeanCurvatureEstimate> means, boolean positiveExpected) {
    Interval positive = SignShare.ofPositive(means);
    Interval negative = SignShare.ofNegative(means);
    return new Side(
        positive.estimate(),
        negative.estimate(),
        positiveExpected ? positive : negative,
        means.stream().filter(MeanCurvatureEstimate::signCertain).count(),
        means.stream().filter(mean -> Math.abs(mean.value()) < mean.noise()).count());
  }

  private static List<String> columns() {
    return List.of(
        "index",
        "image",
        "label",
        "adjacent",
        "step",
        "meanCurvature",
        "standardError",
        "directions");
  }

  private static List<List<?>> rows(StudyContext context, List<Sample> samples, double[] scales) {
    List<List<?>> rows = new ArrayList<>();
    for (Sample sample : samples) {
      int index = context.images().index(sample.item());
      IntStream.range(0, scales.length)
          .forEach(
              s -> {
                rows.add(
                    row(
                        index,
                        "clean",
                        sample.label(),
                        sample.adjacent(),
                        scales[s],
                        sample.clean().get(s)));
                if (!sample.perturbed().isEmpty()) {
                  rows.add(
                      row(
                          index,
                          "perturbed",
                          sample.perturbedLabel(),
                          sample.perturbedAdjacent(),
                          scales[s],
                          sample.perturbed().get(s)));
                }
              });
    }
    return rows;
  }

  private static List<?> row(
      int index, String image, int label, int adjacent, double step, MeanCurvatureEstimate mean) {
    return List.of(
        index, image, label, adjacent, step, mean.value(), mean.standardError(), mean.directions());
  }
}
