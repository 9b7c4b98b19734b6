package io.separatrix.studies.gallery;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Plane;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import io.separatrix.studies.SliceSample;
import io.separatrix.studies.curvature.Spectra;
import io.separatrix.studies.curvature.SpectrumSettings;
import io.separatrix.studies.detection.CalibrationFile;
import io.separatrix.studies.detection.DetectStudy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole story of a few images, one of each predicted label: the nearest boundary point, a
 * section through the region, a path to another image of the label if there is one, the principal
 * curvatures and, where there are images enough to calibrate it, the detector's verdicts.
 */
public final class GalleryStudy implements Study<GalleryStudy.Result> {

  private static final int COLUMNS = 72;
  private static final int ROWS = 48;

  /** Just beyond the boundary, as DeepFool's overshoot leaves it. */
  private static final double BEYOND = 1.02;

  /** Ranks of a profile that are drawn. */
  private static final int RANKS = 512;

  private final int shown;
  private final SpectrumSettings spectrum;
  private final DetectStudy detection;

  /**
   * @param shown images at most
   * @param spectrum how principal curvatures are found
   * @param detection calibrates the detector that is asked
   */
  public GalleryStudy(int shown, SpectrumSettings spectrum, DetectStudy detection) {
    this.shown = shown;
    this.spectrum = spectrum;
    this.detection = detection;
  }

  /**
   * @param images indices in the data set
   * @param others for each the image through which its section goes, and to which the path leads if
   *     the network gives both one label
   */
  public record Summary(List<Integer> images, List<Integer> others) {}

  /**
   * Two items, the first of which has a boundary point.
   *
   * @param oneLabel whether the network gives both the same label, so that a path is looked for
   */
  public record Ends(int item, int other, boolean oneLabel) {}

  /** What the network says of an image and its pair. */
  public record PairFindings(
      SliceSample section, @Nullable List<double[]> path, @Nullable Verdicts verdicts) {}

  /**
   * The statistic of Algorithm 2.
   *
   * @param threshold perturbed if above
   * @param natural at the image
   * @param perturbed just beyond its boundary point
   * @param recovered the label that it restores there
   */
  public record Verdicts(double threshold, double natural, double perturbed, int recovered) {}

  /** Principal curvatures at the nearest boundary point, of ranks from first to last. */
  public record Profile(double[] ranks, double[] values) {}

  /** All of it for one image. */
  public record Story(Ends ends, BoundarySample nearest, PairFindings look, Profile profile) {}

  public record Result(Summary summary, List<Story> stories) implements StudyResult {}

  @Override
  public String name() {
    return "gallery";
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a plane");
    NearestPoints nearest = NearestPoints.of(context);
    List<Ends> chosen = choose(nearest, context);
    CalibrationFile calibration = calibration(context);
    List<PairFindings> looks =
        context.journaled(
            name(),
            PairFindings.class,
            chosen,
            (ends, evaluator) -> look(ends, nearest, context, calibration, evaluator));
    Spectra spectra = Spectra.of(spectrum, Integer.MAX_VALUE, context);
    List<Profile> profiles =
        chosen.stream().map(ends -> profile(spectra.at(ends.item()), spectra.ranks())).toList();
    Summary summary =
        new Summary(
            chosen.stream().map(ends -> context.images().index(ends.item())).toList(),
            chosen.stream().map(ends -> context.images().index(ends.other())).toList());
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Ends ends = chosen.get(i);
      stories.add(
          new Story(ends, nearest.points().get(ends.item()), looks.get(i), profiles.get(i)));
    }
    return new Result(summary, stories);
  }

  /**
   * For each predicted label, in order of appearance, its first two images. Where too few labels
   * have two, the first image of others, each with the next image of the run.
   */
  private List<Ends> choose(NearestPoints nearest, StudyContext context) {
    int items = nearest.points().size();
    List<Ends> pairs = new ArrayList<>();
    List<Ends> lone = new ArrayList<>();
    Set<Integer> labels = new HashSet<>();
    for (int item : nearest.found()) {
      int label = nearest.points().get(item).label();
      if (!labels.add(label)) {
        continue;
      }
      OptionalInt other =
          IntStream.range(item + 1, items)
              .filter(i -> nearest.points().get(i).label() == label)
              .filter(i -> spanPlane(item, i, nearest, context))
              .findFirst();
      if (other.isPresent()) {
        pairs.add(new Ends(item, other.getAsInt(), true));
      } else if (spanPlane(item, (item + 1) % items, nearest, context)) {
        lone.add(new Ends(item, (item + 1) % items, false));
      }
    }
    return Stream.concat(pairs.stream(), lone.stream()).limit(shown).toList();
  }

  /** Whether the map through two images and a boundary point is one; equal images have none. */
  private static boolean spanPlane(
      int item, int other, NearestPoints nearest, StudyContext context) {
    return Plane.isSpanned(
        Vectors.subtract(context.image(other), context.image(item)),
        nearest.points().get(item).perturbation());
  }

  private @Nullable CalibrationFile calibration(StudyContext context) {
    try {
      return context.result(detection).calibration();
    } catch (DataException e) {
      return null; // which the study itself says
    }
  }

  private static PairFindings look(
      Ends ends,
      NearestPoints nearest,
      StudyContext context,
      @Nullable CalibrationFile calibration,
      Evaluator evaluator) {
    double[] x1 = context.image(ends.item());
    double[] x2 = context.image(ends.other());
    double[] r = nearest.points().get(ends.item()).perturbation();
    double length = Vectors.norm(Vectors.subtract(x2, x1));
    Grid grid = new Grid(-0.25 * length, 1.25 * length, -0.5 * length, 0.5 * length, COLUMNS, ROWS);
    CrossSection section = CrossSection.left(x1, r, x2, grid, evaluator);
    ConvexPath path =
        ends.oneLabel() ? new FindPath(TargetedBoundary::new).find(x1, x2, evaluator).path() : null;
    return new PairFindings(
        SliceSample.of(section),
        path == null ? null : path.anchors(),
        calibration == null ? null : verdicts(ends.item(), x1, r, calibration, context, evaluator));
  }

  private static Verdicts verdicts(
      int item,
      double[] x,
      double[] r,
      CalibrationFile calibration,
      StudyContext context,
      Evaluator evaluator) {
    DetectionStatistic statistic = calibration.detectionStatistic();
    SplittableRandom random =
        Seeds.random(context.seed(), "gallery-detect", context.images().index(item));
    CurvatureStatistic natural = statistic.at(x, random, evaluator);
    CurvatureStatistic perturbed = statistic.at(Vectors.addScaled(x, BEYOND, r), random, evaluator);
    return new Verdicts(
        calibration.threshold(), natural.value(), perturbed.value(), perturbed.recovered());
  }

  private static Profile profile(double[] sorted, int[] ranksOfSorted) {
    int kept = Math.min(sorted.length, RANKS);
    double[] ranks = new double[kept];
    double[] values = new double[kept];
    for (int i = 0; i < kept; i++) {
      int at = kept == 1 ? 0 : (int) Math.round((double) i * (sorted.length - 1) / (kept - 1));
      ranks[i] = ranksOfSorted[at];
      values[i] = sorted[at];
    }
    return new Profile(ranks, values);
  }
}
