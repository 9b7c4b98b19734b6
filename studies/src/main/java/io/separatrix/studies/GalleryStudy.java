package io.separatrix.studies;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.studies.curvature.SpectrumSettings;
import io.separatrix.studies.curvature.TangentSpace;
import io.separatrix.studies.detection.CalibrationFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * curvatures and, where {@link io.separatrix.studies.detection.DetectStudy} has left a calibration
 * in the run folder, the detector's verdicts.
 */
public final class GalleryStudy implements Study<GalleryStudy.Summary> {

  private static final int COLUMNS = 72;
  private static final int ROWS = 48;

  /** Just beyond the boundary, as DeepFool's overshoot leaves it. */
  private static final double BEYOND = 1.02;

  /** Ranks of a profile that are drawn. */
  private static final int RANKS = 512;

  private final int shown;
  private final SpectrumSettings spectrum;
  private final Classifier operatorNetwork;

  /**
   * @param shown images at most
   * @param spectrum how principal curvatures are found
   * @param operatorNetwork the network whose Hessian is taken: the run's own, or its surrogate
   */
  public GalleryStudy(int shown, SpectrumSettings spectrum, Classifier operatorNetwork) {
    this.shown = shown;
    this.spectrum = spectrum;
    this.operatorNetwork = operatorNetwork;
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
  record Ends(int item, int other, boolean oneLabel) {}

  /** What the network says of an image and its pair. */
  record Look(SliceSample section, @Nullable List<double[]> path, @Nullable Verdicts verdicts) {}

  /**
   * The statistic of Algorithm 2.
   *
   * @param threshold perturbed if above
   * @param natural at the image
   * @param perturbed just beyond its boundary point
   * @param recovered the label that it restores there
   */
  record Verdicts(double threshold, double natural, double perturbed, int recovered) {}

  /** Principal curvatures at the nearest boundary point, of ranks from first to last. */
  record Profile(double[] ranks, double[] values) {}

  @Override
  public String name() {
    return "gallery";
  }

  @Override
  public Outcome<Summary> run(StudyContext context) {
    TangentSpace.require(context);
    NearestPoints nearest = NearestPoints.of(context);
    List<Ends> chosen = choose(nearest);
    CalibrationFile calibration = calibration(context);
    List<Look> looks =
        context.journaled(
            name(),
            Look.class,
            chosen,
            (ends, evaluator) -> look(ends, nearest, context, calibration, evaluator));
    SpectrumSettings resolved =
        spectrum.step() > 0 ? spectrum : spectrum.withStep(nearest.medianNorm());
    List<Profile> profiles =
        context
            .on(operatorNetwork)
            .journaled(
                name() + "-curvature",
                Profile.class,
                chosen,
                (ends, evaluator) -> profile(ends.item(), nearest, context, resolved, evaluator));
    Summary summary =
        new Summary(
            chosen.stream().map(ends -> context.images().index(ends.item())).toList(),
            chosen.stream().map(ends -> context.images().index(ends.other())).toList());
    GallerySection section = new GallerySection(context);
    return new Outcome<>(
        summary, List.of(context.drawn(() -> section.of(chosen, nearest, looks, profiles))));
  }

  /**
   * For each predicted label, in order of appearance, its first two images. Where too few labels
   * have two, the first image of others, each with the next image of the run.
   */
  private List<Ends> choose(NearestPoints nearest) {
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
              .findFirst();
      if (other.isPresent()) {
        pairs.add(new Ends(item, other.getAsInt(), true));
      } else if (items > 1) {
        lone.add(new Ends(item, (item + 1) % items, false));
      }
    }
    return Stream.concat(pairs.stream(), lone.stream()).limit(shown).toList();
  }

  private static @Nullable CalibrationFile calibration(StudyContext context) {
    Path file = context.folder().directory().resolve(CalibrationFile.NAME);
    return Files.exists(file) ? CalibrationFile.read(file) : null;
  }

  private static Look look(
      Ends ends,
      NearestPoints nearest,
      StudyContext context,
      @Nullable CalibrationFile calibration,
      Evaluator evaluator) {
    double[] x1 = context.image(ends.item());
    double[] x2 = context.image(ends.other());
    double[] r = nearest.points().get(ends.item()).perturbation().values();
    double length = Vectors.norm(Vectors.subtract(x2, x1));
    Grid grid = new Grid(-0.25 * length, 1.25 * length, -0.5 * length, 0.5 * length, COLUMNS, ROWS);
    CrossSection section = CrossSection.left(x1, r, x2, grid, evaluator);
    ConvexPath path =
        ends.oneLabel() ? new FindPath(TargetedBoundary::new).find(x1, x2, evaluator).path() : null;
    return new Look(
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

  private static Profile profile(
      int item,
      NearestPoints nearest,
      StudyContext context,
      SpectrumSettings settings,
      Evaluator evaluator) {
    NearestPoints.Entry entry = nearest.points().get(item);
    PrincipalCurvatures found =
        settings.at(
            entry.at(context.image(item), 1),
            Orientation.REGION_OF_X.between(entry.label(), entry.adjacent()),
            Seeds.random(context.seed(), "curvature", context.images().index(item)),
            evaluator);
    double[] sorted = found.values();
    int kept = Math.min(sorted.length, RANKS);
    double[] ranks = new double[kept];
    double[] values = new double[kept];
    for (int i = 0; i < kept; i++) {
      int rank = kept == 1 ? 0 : (int) Math.round((double) i * (sorted.length - 1) / (kept - 1));
      ranks[i] = rank + 1;
      values[i] = sorted[rank];
    }
    return new Profile(ranks, values);
  }
}
