package io.separatrix.studies.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.curvature.Asymmetry;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.MeanCurvature;
import io.separatrix.studies.Medians;
import io.separatrix.studies.NearestPoints;
import io.separatrix.studies.StudyContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How curvature depends on the scale h it is taken at: mean curvature by second differences of the
 * logits, and the asymmetry of the matrix that differences of gradients make. Both are of the
 * network itself, whatever operator the profile is taken with.
 */
final class ScaleSweep {

  /** Scales as multiples of the reference step. */
  static final double[] MULTIPLES = {0.1, 0.3, 1, 3, 10, 30};

  /** Boundary points at most; the first ones of the run. */
  private static final int POINTS = 200;

  /** Tangent directions of one mean curvature. */
  private static final int DIRECTIONS = 64;

  /** Products for one estimate of asymmetry. */
  private static final int PRODUCTS = 8;

  private static final String NAME = "curvature-scales";

  private ScaleSweep() {}

  /**
   * What was found at one scale.
   *
   * @param step h, input units
   * @param points boundary points
   * @param positiveFraction share of them with positive mean curvature
   * @param low lower end of its 95 % interval
   * @param high upper end
   * @param meanCurvature mean over points of the mean curvature, 1 / input unit
   * @param meanLow lower end of its 95 % interval
   * @param meanHigh upper end
   * @param medianMagnitude median over points of its absolute value
   * @param asymmetry mean over points of ||A - A^T|| / ||A|| for differences of gradients
   */
  public record Scale(
      double step,
      int points,
      double positiveFraction,
      double low,
      double high,
      double meanCurvature,
      double meanLow,
      double meanHigh,
      double medianMagnitude,
      double asymmetry) {}

  /** One point: mean curvature and asymmetry at each scale. */
  record Sample(double[] mean, double[] asymmetry) {}

  /**
   * @param reference the step that the scales are multiples of
   * @param limit boundary points at most
   * @return one for each scale; none if there are no boundary points
   */
  static List<Scale> run(StudyContext context, NearestPoints nearest, double reference, int limit) {
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
      return scales;
    }
    for (int i = 0; i < steps.length; i++) {
      int at = i;
      scales.add(
          scale(
              steps[i],
              values(samples, sample -> sample.mean()[at]),
              values(samples, sample -> sample.asymmetry()[at])));
    }
    return scales;
  }

  private static Sample sample(
      int item,
      StudyContext context,
      NearestPoints.Entry entry,
      double[] steps,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
    SplittableRandom random = Seeds.random(context.seed(), NAME, context.images().index(item));
    double[] mean = new double[steps.length];
    double[] asymmetry = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      mean[i] =
          new MeanCurvature(steps[i], DIRECTIONS, 0).estimate(z, f, random, evaluator).value();
      asymmetry[i] =
          Asymmetry.estimate(
              CurvatureOperator.gradientDifferences(z, f, steps[i], evaluator), PRODUCTS, random);
    }
    return new Sample(mean, asymmetry);
  }

  private static Scale scale(double step, double[] means, double[] asymmetry) {
    Proportion positive =
        new Proportion(Arrays.stream(means).filter(m -> m > 0).count(), means.length);
    SampleMean mean = SampleMean.of(means);
    return new Scale(
        step,
        means.length,
        positive.estimate(),
        positive.low(),
        positive.high(),
        mean.mean(),
        mean.low(),
        mean.high(),
        Medians.of(Arrays.stream(means).map(Math::abs)),
        Arrays.stream(asymmetry).average().orElse(Double.NaN));
  }

  private static double[] values(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).toArray();
  }
}
