package io.separatrix.studies.curvature;

import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.MeanCurvature;
import io.separatrix.geometry.curvature.SkewPart;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How curvature depends on the scale h it is taken at: mean curvature by second differences of the
 * logits, and the asymmetry of the matrix that differences of gradients make. Both are of the
 * network itself, whatever operator the profile is taken with.
 *
 * @param scales one for each multiple
 * @param samples one for each point
 */
public record ScaleSweep(List<ScaleSweep.Scale> scales, List<ScaleSweep.Sample> samples) {

  /** Scales as multiples of the reference step. */
  static final double[] MULTIPLES = {0.1, 0.3, 1, 3, 10, 30};

  /** The reference step among them. */
  private static final int REFERENCE = 2;

  /** Boundary points at most; the first ones of the run. */
  private static final int POINTS = 200;

  /** Tangent directions of one mean curvature. */
  private static final int DIRECTIONS = 64;

  /** Products for one estimate of asymmetry. */
  private static final int PRODUCTS = 8;

  private static final String NAME = "curvature-scales";

  /**
   * What was found at one scale.
   *
   * @param step h, input units
   * @param points boundary points
   * @param positiveFraction share of them with positive mean curvature, by the estimated signs; the
   *     interval is about boundary points of other images, and leaves undetermined signs open
   * @param undetermined points whose sign is within four standard errors or rounding of zero
   * @param meanCurvature mean over points of the mean curvature, 1 / input unit; the interval is
   *     about boundary points of other images
   * @param medianMagnitude median over points of its absolute value
   * @param asymmetry mean over points of ||A - A^T|| / ||A|| for differences of gradients
   */
  public record Scale(
      double step,
      int points,
      @IntervalKeys(low = "low", high = "high") Interval positiveFraction,
      long undetermined,
      @IntervalKeys(low = "meanLow", high = "meanHigh") Interval meanCurvature,
      double medianMagnitude,
      double asymmetry) {}

  /** One point: mean curvature and asymmetry at each scale. */
  record Sample(List<MeanCurvatureEstimate> mean, double[] asymmetry) {}

  /**
   * @param reference the step that the scales are multiples of
   * @param limit boundary points at most
   * @return one for each scale; none if there are no boundary points
   */
  static ScaleSweep run(StudyContext context, NearestPoints nearest, double reference, int limit) {
    double[] steps = Arrays.stream(MULTIPLES).map(m -> m * reference).toArray();
    List<Sample> samples =
        context
            .atMost(2 * DIRECTIONS)
            .journaled(
                NAME,
                Sample.class,
                nearest.found(Math.min(POINTS, limit)),
                (item, evaluator) ->
                    sample(item, context, nearest.points().get(item), steps, evaluator));
    List<Scale> scales = new ArrayList<>();
    if (samples.isEmpty()) {
      return new ScaleSweep(scales, samples);
    }
    for (int i = 0; i < steps.length; i++) {
      int at = i;
      scales.add(
          scale(
              steps[i],
              samples.stream().map(sample -> sample.mean().get(at)).toList(),
              samples.stream().mapToDouble(sample -> sample.asymmetry()[at]).toArray()));
    }
    return new ScaleSweep(scales, samples);
  }

  /** Evaluations at one point. */
  static double evaluations() {
    return MULTIPLES.length * (2.0 * DIRECTIONS + 2 * PRODUCTS + 2);
  }

  /** Mean curvatures at the reference step, in the order of the points. */
  List<MeanCurvatureEstimate> atReference() {
    return samples.stream().map(sample -> sample.mean().get(REFERENCE)).toList();
  }

  private static Sample sample(
      int item, StudyContext context, BoundarySample entry, double[] steps, Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
    SplittableRandom random = Seeds.random(context.seed(), NAME, context.images().index(item));
    List<MeanCurvatureEstimate> mean = new ArrayList<>();
    double[] asymmetry = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      mean.add(
          MeanCurvatureEstimate.of(
              new MeanCurvature(steps[i], DIRECTIONS, MeanCurvatureEstimate.CERTAIN)
                  .estimate(z, f, random, evaluator)));
      asymmetry[i] =
          SkewPart.estimate(
              CurvatureOperator.gradientDifferences(z, f, steps[i], evaluator), PRODUCTS, random);
    }
    return new Sample(mean, asymmetry);
  }

  private static Scale scale(double step, List<MeanCurvatureEstimate> means, double[] asymmetry) {
    double[] values = means.stream().mapToDouble(MeanCurvatureEstimate::value).toArray();
    return new Scale(
        step,
        values.length,
        SignShare.ofPositive(means),
        SignShare.undetermined(means),
        SampleMean.of(values).interval(),
        Quantiles.of(Arrays.stream(values).map(Math::abs)),
        Arrays.stream(asymmetry).average().orElse(Double.NaN));
  }
}
