package io.separatrix.cli;

import io.separatrix.experiment.Study;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.studies.BoundaryStudy;
import io.separatrix.studies.ConvexityStudy;
import io.separatrix.studies.InspectStudy;
import io.separatrix.studies.PathsStudy;
import io.separatrix.studies.PredictStudy;
import io.separatrix.studies.SliceStudy;
import io.separatrix.studies.curvature.AsymmetryStudy;
import io.separatrix.studies.curvature.CurvatureStudy;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.SensitivityStudy;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.StatisticKind;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Every study, small, on the built-in model and sample; opens nothing.")
final class DemoCommand extends StudyCommand {

  private static final int IMAGES = 200;
  private static final int PAIRS = 30;
  private static final int TRIALS = 400;
  private static final int RESOLUTION = 120;
  private static final int CURVED_POINTS = 40;
  private static final int TRAINING_POINTS = 30;
  private static final int DIMENSIONS = 50;
  private static final int TANGENT_DIRECTIONS = 128;
  private static final int DETECTED = 60;

  DemoCommand(Host host) {
    super(host);
    model.model = "lenet-fashion";
    data.data = "fashion-mnist-sample";
    data.limit = IMAGES;
  }

  @Override
  String name() {
    return "demo";
  }

  @Override
  List<Study<?>> studies(Subject subject) {
    SpectrumOptions.Resolved spectrum = new SpectrumOptions().resolve(subject, false);
    return List.of(
        new InspectStudy(subject.profile()),
        new PredictStudy(),
        BoundaryStudy.shared(),
        new PathsStudy(Scenario.SAME_LABEL, PAIRS),
        new PathsStudy(Scenario.PERTURBED_IMAGE, PAIRS),
        new PathsStudy(Scenario.RANDOM_POINT, PAIRS),
        new ConvexityStudy(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10), TRIALS),
        new SliceStudy(null, RESOLUTION),
        new CurvatureStudy(spectrum.settings(), spectrum.network(), CURVED_POINTS, 0),
        new DirectionsStudy(
            spectrum.settings(),
            DIMENSIONS,
            subject.training(data, TRAINING_POINTS),
            spectrum.network(),
            CURVED_POINTS),
        SensitivityStudy.afterDirections(SensitivityStudy.DEFAULT_NOISE),
        new AsymmetryStudy(List.of(), TANGENT_DIRECTIONS, CURVED_POINTS),
        new DetectStudy(DetectPlan.of(StatisticKind.BOUNDARY, DETECTED), null));
  }

  @Override
  Map<String, Object> options() {
    return Map.of(
        "pairs", PAIRS,
        "trials", TRIALS,
        "resolution", RESOLUTION,
        "curvedPoints", CURVED_POINTS,
        "trainPoints", TRAINING_POINTS,
        "dimensions", DIMENSIONS,
        "directions", TANGENT_DIRECTIONS,
        "detected", DETECTED);
  }
}
