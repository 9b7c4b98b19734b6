package io.separatrix.studies.detection;

import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.baseline.BoundaryDistance;
import io.separatrix.geometry.detection.baseline.FeatureSqueezing;
import io.separatrix.geometry.detection.baseline.LocalIntrinsicDimension;
import io.separatrix.geometry.detection.baseline.NoiseLogOdds;
import io.separatrix.geometry.detection.baseline.NoiseResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The detectors that are compared, set up from clean images alone. */
final class Baselines {

  /** Clean images that setting them up takes. */
  static final int FEWEST = 3;

  private final DetectPlan plan;
  private final StudyContext context;

  Baselines(DetectPlan plan, StudyContext context) {
    this.plan = plan;
    this.context = context;
  }

  /** What the calibration of the others needs of a clean image. */
  record CleanResponse(int label, int[] classes, double[] changes, double[] logits) {
    NoiseResponse.Change change() {
      return new NoiseResponse.Change(label, classes, changes);
    }
  }

  /**
   * Detectors by name, Algorithm 2 first. Noise has the norm h, and as many draws as Algorithm 2
   * has forward passes, so that both look at the same scale at the same price.
   *
   * @param calibration clean images, at least {@link #FEWEST}
   * @param step h of the statistic
   */
  Map<String, Detector> setUp(List<Integer> calibration, double step) {
    NoiseResponse noise =
        new NoiseResponse(
            step / Math.sqrt(context.classifier().dimension()),
            2 * plan.directions(),
            plan.classes());
    List<CleanResponse> clean =
        context.journaled(
            "detect-baselines",
            CleanResponse.class,
            calibration,
            (item, evaluator) -> {
              double[] x = context.image(item);
              NoiseResponse.Change change =
                  noise.at(
                      x,
                      Seeds.random(context.seed(), "baselines", context.images().index(item)),
                      evaluator);
              return new CleanResponse(
                  change.label(), change.classes(), change.changes(), evaluator.logits(x));
            });
    double[][] logits = clean.stream().map(CleanResponse::logits).toArray(double[][]::new);
    ImageShape shape = context.images().shape();
    PixelRange range = context.images().range();
    Map<String, Detector> detectors = new LinkedHashMap<>();
    detectors.put("curvature", plan.statistic(step));
    detectors.put(
        "noiseLogOdds", NoiseLogOdds.of(noise, clean.stream().map(CleanResponse::change).toList()));
    detectors.put(
        "boundaryDistance",
        new BoundaryDistance(plan.classes() == 0 ? DetectPlan.DEFAULT_CLASSES : plan.classes()));
    detectors.put(
        "featureSqueezing",
        FeatureSqueezing.joint(
            shape.channels(), shape.height(), shape.width(), range.low(), range.high()));
    detectors.put(
        "localIntrinsicDimension",
        new LocalIntrinsicDimension(
            logits, Math.min(LocalIntrinsicDimension.DEFAULT_NEIGHBOURS, logits.length - 1)));
    return detectors;
  }
}
