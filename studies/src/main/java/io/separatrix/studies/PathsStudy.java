package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.SharedUnits;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.Connectivity;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.PairSelection;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.proof.enclosure.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Paths inside one region between pairs of points (Algorithm 1, Sec. III). */
public final class PathsStudy implements Study<PathsStudy.Result> {

  /** Pairs whose path the report shows. */
  public static final int SHOWN = 6;

  private static final List<String> COLUMNS =
      List.of(
          "pair",
          "first",
          "second",
          "predicted",
          "verdict",
          "obstacle",
          "anchors",
          "straightDistance",
          "lengthRatio",
          "minimalMargin",
          "depth",
          "projections",
          "evaluations");

  private final Scenario scenario;
  private final int pairs;
  private final @Nullable Rounding rounding;

  /**
   * Paths by samples.
   *
   * @param scenario where the ends of a pair lie
   * @param pairs how many pairs to draw
   */
  public PathsStudy(Scenario scenario, int pairs) {
    this(scenario, pairs, null);
  }

  /**
   * Paths with proofs.
   *
   * @param pairs how many pairs to draw
   * @param rounding how the proof takes rounding; null for no proof
   */
  public PathsStudy(Scenario scenario, int pairs, @Nullable Rounding rounding) {
    this.scenario = scenario;
    this.pairs = pairs;
    this.rounding = rounding;
  }

  /**
   * @param scenario the paper's number of the scenario
   * @param pairs number of pairs
   * @param connected pairs with a path
   * @param connectedWithProof those of them whose path is proved, rounding included
   * @param undetermined pairs for which none was found, which says nothing against one
   * @param connectedFraction {@code connected / pairs}; the interval is about pairs of other images
   *     of the same kind, since these share images
   * @param straightFraction share of the pairs whose straight segment stays in the region; the
   *     interval is about pairs of other images too
   * @param medianAnchors median number of anchors of the paths found, both ends included
   * @param medianLengthRatio median of path length over straight distance
   * @param evaluations forward and backward passes of one image, all together
   * @param proved paths that are proved, or with rounding neglected would be; null if no proof was
   *     tried
   * @param rounding {@code rigorous} or {@code neglected}; null if no proof was tried
   * @param enclosures parts of segments that were enclosed for the proofs; null if none was tried
   */
  public record Summary(
      int scenario,
      int pairs,
      long connected,
      long connectedWithProof,
      long undetermined,
      @IntervalKeys(low = "connectedLow", high = "connectedHigh") Interval connectedFraction,
      @IntervalKeys(low = "straightLow", high = "straightHigh") Interval straightFraction,
      double medianAnchors,
      double medianLengthRatio,
      long evaluations,
      @Nullable Long proved,
      @Nullable String rounding,
      @Nullable Long enclosures) {}

  /**
   * @param pairs that were drawn
   * @param samples what was found for each
   * @param rows of the table
   * @param certificates of proved paths
   * @param anchors of all paths, and to which pair each belongs; none if they are not kept
   */
  public record Result(
      Scenario scenario,
      Summary summary,
      List<Pair> pairs,
      List<PathSample> samples,
      List<List<?>> rows,
      List<StudyFile> certificates,
      List<StudyFile> anchors)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      List<StudyFile> files = new ArrayList<>(certificates);
      files.addAll(anchors);
      files.add(new StudyFile.Samples(COLUMNS, rows));
      return files;
    }
  }

  @Override
  public String name() {
    return "paths-" + scenario.number();
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    double each = scenario == Scenario.SAME_LABEL ? 60 : 360;
    return Map.of(name(), each * pairs);
  }

  @Override
  public Result run(StudyContext context) {
    Predictions predictions = Predictions.of(context);
    Images images = context.images();
    List<Pair> drawn = draw(predictions, context);
    double radius = predictions.meanNorm();
    PathProver prover = rounding == null ? null : PathProver.of(context, rounding);
    List<PathSample> samples =
        (prover == null ? context : context.oneAtATime())
            .journaled(
                name(),
                PathSample.class,
                IntStream.range(0, pairs).boxed().toList(),
                (pair, evaluator) -> {
                  double[] x = images.pixels(drawn.get(pair).first());
                  double[] start = start(drawn.get(pair), pair, radius, context);
                  if (prover == null) {
                    FindPath findPath = new FindPath(TargetedBoundary::new);
                    return PathSample.of(
                        scenario.connect(findPath, x, start, evaluator),
                        pair < SHOWN || context.savesPoints());
                  }
                  PathProver.Found found =
                      prover.find(search -> scenario.connect(search, x, start, evaluator));
                  return PathSample.of(
                      found.result(), found.proof(), pair < SHOWN || context.savesPoints());
                });
    return new Result(
        scenario,
        summary(samples, drawn, images.size()),
        drawn,
        samples,
        rows(images, drawn, samples),
        prover == null ? List.of() : certificates(prover, samples),
        context.savesPoints() ? anchors(samples) : List.of());
  }

  private List<StudyFile> anchors(List<PathSample> samples) {
    List<double[]> anchors = new ArrayList<>();
    List<double[]> owners = new ArrayList<>();
    for (int pair = 0; pair < samples.size(); pair++) {
      List<double[]> path = samples.get(pair).path();
      for (double[] anchor : path == null ? List.<double[]>of() : path) {
        anchors.add(anchor);
        owners.add(new double[] {pair});
      }
    }
    return List.of(
        new StudyFile.Matrix(name() + "-anchors.npy", anchors.toArray(double[][]::new)),
        new StudyFile.Matrix(name() + "-pairs.npy", owners.toArray(double[][]::new)));
  }

  private List<StudyFile> certificates(PathProver prover, List<PathSample> samples) {
    List<StudyFile> certificates = new ArrayList<>();
    for (int pair = 0; pair < samples.size(); pair++) {
      PathProof proof = samples.get(pair).proof();
      if (proof != null && proof.proved()) {
        certificates.add(
            new StudyFile.Text(
                "certificates/" + name() + "-" + pair + ".json",
                prover.certificate(samples.get(pair).predicted(), proof)));
      }
    }
    return certificates;
  }

  private List<Pair> draw(Predictions predictions, StudyContext context) {
    PairSelection selection = new PairSelection(predictions.labels(), context.seed());
    try {
      return scenario == Scenario.PERTURBED_IMAGE
          ? selection.differentLabels(pairs)
          : selection.sameLabel(pairs);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          context.images().data().name()
              + ": "
              + e.getMessage()
              + "; give more images or other ones",
          e);
    }
  }

  private double[] start(Pair pair, int number, double radius, StudyContext context) {
    return scenario == Scenario.RANDOM_POINT
        ? Scenario.randomStart(
            Seeds.random(context.seed(), "paths-random-point", number),
            context.classifier().dimension(),
            radius)
        : context.image(pair.second());
  }

  private List<List<?>> rows(Images images, List<Pair> drawn, List<PathSample> samples) {
    List<List<?>> rows = new ArrayList<>();
    for (int pair = 0; pair < samples.size(); pair++) {
      PathSample sample = samples.get(pair);
      boolean random = scenario == Scenario.RANDOM_POINT;
      rows.add(
          Arrays.asList(
              pair,
              images.index(drawn.get(pair).first()),
              random ? null : images.index(drawn.get(pair).second()),
              sample.predicted(),
              sample.verdict(),
              sample.obstacle(),
              sample.anchors(),
              sample.straightDistance(),
              sample.connected() ? sample.lengthRatio() : null,
              sample.connected() ? sample.minimalMargin() : null,
              sample.depth(),
              sample.projections(),
              sample.evaluations()));
    }
    return rows;
  }

  private Summary summary(List<PathSample> samples, List<Pair> drawn, int images) {
    List<PathSample> paths = samples.stream().filter(PathSample::connected).toList();
    SharedUnits pairsOfImages =
        new SharedUnits(
            drawn.stream()
                .map(
                    pair ->
                        scenario == Scenario.RANDOM_POINT
                            ? new int[] {pair.first()}
                            : new int[] {pair.first(), pair.second()})
                .toArray(int[][]::new),
            images);
    long proved =
        paths.stream().filter(path -> path.verdict() == Connectivity.CONNECTED_WITH_PROOF).count();
    return new Summary(
        scenario.number(),
        samples.size(),
        paths.size(),
        rounding == Rounding.NEGLECTED ? 0 : proved,
        samples.size() - (long) paths.size(),
        share(pairsOfImages, samples, PathSample::connected),
        share(pairsOfImages, samples, PathSample::straight),
        Quantiles.of(paths.stream().mapToDouble(PathSample::anchors)),
        Quantiles.of(paths.stream().mapToDouble(PathSample::lengthRatio)),
        samples.stream().mapToLong(PathSample::evaluations).sum(),
        rounding == null ? null : proved,
        rounding == null ? null : PathProver.word(rounding),
        rounding == null ? null : samples.stream().mapToLong(PathSample::enclosures).sum());
  }

  /** The interval is about other images: pairs share some. */
  private static Interval share(
      SharedUnits pairs, List<PathSample> samples, Predicate<PathSample> counted) {
    boolean[] outcomes = new boolean[samples.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = counted.test(samples.get(i));
    }
    return pairs.share(outcomes);
  }
}
