package io.separatrix.studies.detection;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.detection.Calibration;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.studies.StudyRemedy;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Detection of small perturbations and recovery of labels (Algorithm 2 and Fig. 8). Correctly
 * classified images are drawn and halved. On one half h and the threshold are chosen, from clean
 * images alone; on the other the statistic is taken at each image x and at {@code x + alpha r(x)},
 * r DeepFool's perturbation with its overshoot, not clipped to the pixel range. Every number
 * reported is of that other half.
 */
public final class DetectStudy implements Study<DetectStudy.Result> {

  /** Rows that the statistic asks for at a time. */
  private static final int ROWS = 16;

  private final DetectPlan plan;
  private final @Nullable CalibrationFile given;

  /**
   * @param plan what to do
   * @param given an earlier calibration of the same statistic, which sets h and the threshold; null
   *     to calibrate on half of the images
   */
  public DetectStudy(DetectPlan plan, @Nullable CalibrationFile given) {
    this.plan = plan;
    this.given = given;
  }

  /**
   * @param images correctly classified images that everything is reported on
   * @param step h, input units
   * @param alpha quality for each scaling of the perturbation
   * @param falseAlarms the calibrated threshold on held-back clean images
   * @param medianNorm median norm of the perturbations, input units
   * @param meanRelativeNorm mean of {@code ||r|| / ||x||}
   * @param medianDirections median number of random directions of a clean image
   * @param meanEvaluations forward and backward passes for the statistic of one clean image
   * @param comparison other detectors and attacks; null if none were asked for
   * @param latency time for one image alone
   * @param orientation how F is taken
   */
  public record Summary(
      int images,
      double step,
      Map<String, DetectionQuality> alpha,
      FalseAlarms falseAlarms,
      double medianNorm,
      double meanRelativeNorm,
      double medianDirections,
      double meanEvaluations,
      @Nullable DetectorComparison comparison,
      DetectLatency latency,
      String orientation) {}

  /**
   * @param plan what was asked for
   * @param calibration the detector
   * @param samples one for each test image
   * @param misses images to look at
   * @param rows of the table
   */
  public record Result(
      DetectPlan plan,
      Summary summary,
      CalibrationFile calibration,
      List<DetectSample> samples,
      List<DetectMisses.Miss> misses,
      List<List<?>> rows)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      return List.of(
          new StudyFile.Samples(DetectTable.COLUMNS, rows),
          new StudyFile.Document(CalibrationFile.NAME, calibration));
    }
  }

  @Override
  public String name() {
    return "detect";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    double each = plan.kind() == StatisticKind.BOUNDARY ? 255 : 2.0 * plan.directions() + 1;
    int images = Math.min(plan.samples(), experiment.images().size());
    double statistics =
        given == null ? 0.5 + 0.5 * (1 + plan.alphas().size()) : 1 + plan.alphas().size();
    return Map.of(name(), images * (each * statistics + 30));
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    CorrectImages images = CorrectImages.of(context, plan.samples(), given != null);
    double step = step(context, images);
    Calibration calibration = calibration(context, images, step);
    CalibrationFile file = CalibrationFile.of(context, plan, step, calibration);
    DetectionStatistic statistic = plan.statistic(step);
    List<DetectSample> samples =
        context
            .forItemsOf(ROWS)
            .journaled(
                name(),
                DetectSample.class,
                images.test(),
                (item, evaluator) -> sample(item, context, statistic, evaluator));
    DetectorComparison comparison = comparison(context, images, step, calibration);
    DetectLatency latency = DetectLatency.of(context, file, images.test());
    Summary summary = summary(context, step, calibration, samples, comparison, latency);
    return new Result(
        plan,
        summary,
        file,
        samples,
        DetectMisses.of(plan, samples, context),
        DetectTable.rows(plan.alphas(), samples, context));
  }

  private double step(StudyContext context, CorrectImages images) {
    if (given != null) {
      return given.step();
    }
    return plan.step() != null ? plan.step() : StepChoice.of(context, images.calibration());
  }

  private Calibration calibration(StudyContext context, CorrectImages images, double step) {
    if (given != null) {
      return given.calibration();
    }
    DetectionStatistic statistic = plan.statistic(step);
    double[] clean =
        context
            .forItemsOf(ROWS)
            .journaled(
                "detect-calibration",
                StatisticValue.class,
                images.calibration(),
                (item, evaluator) -> clean(item, context, statistic, evaluator))
            .stream()
            .mapToDouble(StatisticValue::value)
            .toArray();
    double rate =
        plan.falseAlarmRate() != null
            ? plan.falseAlarmRate()
            : Math.max(DetectPlan.DEFAULT_FALSE_ALARM_RATE, Calibration.smallestRate(clean.length));
    try {
      return Calibration.of(clean, rate);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          context.images().data().name()
              + ": half of the correctly classified images is for calibration, and "
              + e.getMessage()
              + "; give more images, or a larger rate",
          e,
          StudyRemedy.FALSE_ALARM_RATE);
    }
  }

  private @Nullable DetectorComparison comparison(
      StudyContext context, CorrectImages images, double step, Calibration calibration) {
    if (plan.compared() == 0) {
      return null;
    }
    int known = images.calibration().size();
    if (known < Baselines.FEWEST) {
      context.add(
          Finding.info(
              "detectors-not-compared",
              "other detectors are not compared: they take at least "
                  + Baselines.FEWEST
                  + " images for calibration, and there are "
                  + known
                  + "; give more images"));
      return null;
    }
    double distance = StepChoice.of(context, images.calibration());
    return new ComparisonRun(plan, context.forItemsOf(ROWS), distance)
        .of(images.calibration(), images.test(), step, calibration.threshold());
  }

  private StatisticValue clean(
      int item, StudyContext context, DetectionStatistic statistic, Evaluator evaluator) {
    int index = context.images().index(item);
    return StatisticValue.of(
        statistic.at(
            context.image(item), Seeds.random(context.seed(), "detect-clean", index), evaluator));
  }

  private DetectSample sample(
      int item, StudyContext context, DetectionStatistic statistic, Evaluator evaluator) {
    double[] x = context.image(item);
    BoundaryPoint found = new DeepFool().search(x, evaluator);
    Stream<Double> alphas = found.converged() ? plan.alphas().stream() : Stream.of();
    return new DetectSample(
        item,
        found.norm(),
        found.norm() / Vectors.norm(x),
        found.converged(),
        clean(item, context, statistic, evaluator),
        alphas
            .map(
                alpha ->
                    StatisticValue.of(
                        statistic.at(
                            Vectors.addScaled(x, alpha, found.perturbation()),
                            Seeds.random(
                                context.seed(),
                                "detect-alpha-" + alpha,
                                context.images().index(item)),
                            evaluator)))
            .toList());
  }

  private Summary summary(
      StudyContext context,
      double step,
      Calibration calibration,
      List<DetectSample> samples,
      @Nullable DetectorComparison comparison,
      DetectLatency latency) {
    List<DetectSample> pairs = samples.stream().filter(DetectSample::found).toList();
    if (pairs.isEmpty()) {
      throw new DataException(
          context.images().data().name()
              + ": no perturbation was found for any of "
              + samples.size()
              + " images, so there is nothing to detect; inspect the model");
    }
    double[] cleanOfPairs = pairs.stream().mapToDouble(pair -> pair.clean().value()).toArray();
    Map<String, DetectionQuality> byAlpha = new LinkedHashMap<>();
    for (int a = 0; a < plan.alphas().size(); a++) {
      int at = a;
      byAlpha.put(
          name(plan.alphas().get(a)),
          DetectionQuality.of(
              cleanOfPairs,
              pairs.stream().mapToDouble(pair -> pair.perturbed().get(at).value()).toArray(),
              pairs.stream()
                  .map(pair -> pair.perturbed().get(at).recovered() == pair.clean().label())
                  .toList(),
              pairs.stream()
                  .map(pair -> pair.perturbed().get(at).runnerUp() == pair.clean().label())
                  .toList(),
              calibration.threshold()));
    }
    return new Summary(
        samples.size(),
        step,
        byAlpha,
        FalseAlarms.of(calibration, samples.stream().mapToDouble(s -> s.clean().value()).toArray()),
        Quantiles.of(pairs.stream().mapToDouble(DetectSample::norm)),
        mean(pairs, DetectSample::relativeNorm),
        Quantiles.of(samples.stream().mapToDouble(s -> s.clean().directions())),
        mean(samples, s -> s.clean().evaluations()),
        comparison,
        latency,
        Orientation.AGAINST_X.name());
  }

  private static double mean(List<DetectSample> samples, ToDoubleFunction<DetectSample> value) {
    return samples.stream()
        .mapToDouble(value)
        .filter(Double::isFinite) // a black image has no relative norm
        .average()
        .orElse(Double.NaN);
  }

  /** An alpha as a key: {@code 1}, {@code 0.5}. */
  public static String name(double alpha) {
    return BigDecimal.valueOf(alpha).stripTrailingZeros().toPlainString();
  }
}
