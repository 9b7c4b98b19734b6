package io.separatrix.report.paper;

import io.separatrix.experiment.Experiment;
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
import io.separatrix.studies.curvature.SpectrumSettings;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.StatisticKind;
import io.separatrix.studies.gallery.GalleryStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every study of the paper, in the order of its report: the one list of them. */
public final class PaperStudies {

  private static final List<Integer> SIZES = List.of(2, 3, 4, 5, 6, 7, 8, 9, 10);

  /** Seconds of each pass in a run on lenet-cifar10; other networks keep the proportions. */
  private static final Map<String, Double> EFFORT =
      Map.ofEntries(
          Map.entry("nearest", 45.0),
          Map.entry("paths-1", 34.0),
          Map.entry("paths-2", 131.0),
          Map.entry("paths-3", 139.0),
          Map.entry("slice", 9.0),
          Map.entry("curvature", 198.0),
          Map.entry("curvature-scales", 42.0),
          Map.entry("nearest-train", 5.0),
          Map.entry("directions-train", 21.0),
          Map.entry("directions", 117.0),
          Map.entry("sensitivity", 8.0),
          Map.entry("asymmetry", 314.0),
          Map.entry("detect-calibration", 9.0),
          Map.entry("detect", 91.0),
          Map.entry("gallery", 5.0));

  private PaperStudies() {}

  /** What each pass of a run at the paper's scale takes in proportion, by its name. */
  public static Map<String, Double> effort() {
    return EFFORT;
  }

  /**
   * How much of everything.
   *
   * @param pairs of each scenario of paths
   * @param sizes images combined, k of each size
   * @param trials convex combinations of each size
   * @param resolution points along the longer side of a map
   * @param curvedPoints boundary points at most at which curvature is taken
   * @param sweptPoints those at which it is taken at other scales too
   * @param signScales scales of the mean curvatures whose signs are counted, in median distances
   * @param trainingPoints images that S rests on
   * @param dimensions of S
   * @param tangentDirections at most for one mean curvature
   * @param statistic of the detector
   * @param alphas factors by which perturbations to detect are scaled
   * @param detected correctly classified images at most, both halves together
   * @param stories images of the gallery; 0 for none
   */
  public record Scale(
      int pairs,
      List<Integer> sizes,
      int trials,
      int resolution,
      int curvedPoints,
      int sweptPoints,
      List<Double> signScales,
      int trainingPoints,
      int dimensions,
      int tangentDirections,
      StatisticKind statistic,
      List<Double> alphas,
      int detected,
      int stories) {

    /** A minute's worth; the detector is the one that does best on small networks. */
    public static final Scale DEMO =
        new Scale(
            15,
            List.of(2, 3, 4, 5, 6),
            200,
            72,
            12,
            6,
            List.of(1.0, 10.0),
            25,
            50,
            64,
            StatisticKind.BOUNDARY,
            List.of(1.0),
            40,
            0);

    /** Every part by name, for the record of the run. */
    public Map<String, Object> options() {
      return Map.of(
          "pairs", pairs,
          "trials", trials,
          "resolution", resolution,
          "curvedPoints", curvedPoints,
          "trainPoints", trainingPoints,
          "dimensions", dimensions,
          "directions", tangentDirections,
          "alphas", alphas,
          "detected", detected);
    }

    /**
     * The paper's; the detector is the printed one, from shared forward passes.
     *
     * @param points images, pairs of each scenario and combinations of each size
     * @param quick coarser maps and fewer stories
     */
    public static Scale paper(int points, int trainingPoints, int dimensions, boolean quick) {
      return new Scale(
          points,
          SIZES,
          points,
          quick ? 100 : 200,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          AsymmetryStudy.DEFAULT_SCALES,
          trainingPoints,
          dimensions,
          512,
          StatisticKind.FAST,
          DetectPlan.DEFAULT_ALPHAS,
          points,
          quick ? 3 : 5);
    }
  }

  /**
   * The studies.
   *
   * @param spectrum how principal curvatures are found
   * @param experiment whose training images S rests on
   */
  public static List<Study<?>> of(Scale scale, SpectrumSettings spectrum, Experiment experiment) {
    DirectionsStudy directions =
        new DirectionsStudy(
            spectrum,
            scale.dimensions(),
            experiment.training(scale.trainingPoints()),
            scale.curvedPoints());
    DetectStudy detection =
        new DetectStudy(
            DetectPlan.of(scale.statistic(), scale.detected()).at(scale.alphas()), null);
    List<Study<?>> studies =
        new ArrayList<>(
            List.of(
                new InspectStudy(),
                new PredictStudy(),
                BoundaryStudy.shared(),
                new PathsStudy(Scenario.SAME_LABEL, scale.pairs()),
                new PathsStudy(Scenario.PERTURBED_IMAGE, scale.pairs()),
                new PathsStudy(Scenario.RANDOM_POINT, scale.pairs()),
                new SliceStudy(null, scale.resolution()),
                new ConvexityStudy(scale.sizes(), scale.trials()),
                new CurvatureStudy(spectrum, scale.curvedPoints(), 0, scale.sweptPoints()),
                directions,
                SensitivityStudy.in(directions, SensitivityStudy.DEFAULT_NOISE),
                AsymmetryStudy.atMultiples(
                    scale.signScales(), scale.tangentDirections(), scale.curvedPoints()),
                detection));
    if (scale.stories() > 0) {
      studies.add(new GalleryStudy(scale.stories(), spectrum, detection));
    }
    return studies;
  }
}
