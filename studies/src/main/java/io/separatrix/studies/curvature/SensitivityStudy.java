package io.separatrix.studies.curvature;

import static java.util.Objects.requireNonNull;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.SharedDirections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sensitivity to noise in the shared curved directions (Fig. 6), and how much of a difference
 * between images, of an image gradient and of an adversarial perturbation lies in their span S
 * (Table I).
 */
public final class SensitivityStudy implements Study<SensitivityStudy.Result> {

  /** Noise norms as shares of the median norm of an image. */
  public static final List<Double> DEFAULT_NOISE =
      List.of(0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4);

  private final @Nullable DirectionsStudy directions;
  private final @Nullable Path basis;
  private final List<Double> noise;

  private SensitivityStudy(
      @Nullable DirectionsStudy directions, @Nullable Path basis, List<Double> noise) {
    this.directions = directions;
    this.basis = basis;
    this.noise = List.copyOf(noise);
  }

  /**
   * Takes the S that another study finds.
   *
   * @param directions finds it
   * @param noise noise norms relative to the median image norm
   */
  public static SensitivityStudy in(DirectionsStudy directions, List<Double> noise) {
    return new SensitivityStudy(directions, null, noise);
  }

  /**
   * Takes S from a file.
   *
   * @param basis an .npy file with an orthonormal basis of S as rows
   * @param noise noise norms relative to the median image norm
   */
  public static SensitivityStudy in(Path basis, List<Double> noise) {
    return new SensitivityStudy(null, basis, noise);
  }

  /**
   * Rates with their intervals, as the summary writes them.
   *
   * @param rate one for each noise norm; the intervals are about other images of the same kind
   */
  public record Rates(@IntervalKeys(low = "low", high = "high") List<Interval> rate) {}

  /**
   * A mean with its interval, as the summary writes it.
   *
   * @param mean over images, or over pairs of them; the interval is about other images of the same
   *     kind
   */
  public record Share(@IntervalKeys(low = "low", high = "high", count = "count") Interval mean) {}

  /**
   * Wrong is measured against the data set's label where it has one, else against the label without
   * noise.
   *
   * @param noise norms relative to the median image norm
   * @param imageNorm the median image norm, input units
   * @param inSubspace for each noise norm, the share of images that are wrong with noise uniform on
   *     the sphere of S; the intervals, about other images of the same kind, are written in {@code
   *     intervals}
   * @param orthogonal the same on the sphere of its orthogonal complement
   * @param wholeSpace the same on the whole sphere
   * @param intervals the same three with their intervals
   * @param images images with noise
   * @param dimensions of S
   * @param projection Table I, mean ||P_S v|| / ||v|| for v random, x2 - x1, the image gradient
   *     along x and y, each of the two alone, and r(x)
   * @param projectionIntervals the same with their intervals, about other images, and counts
   * @param excess mean over noise norms of how much more is misclassified in S than orthogonal to
   *     it, paired by image
   * @param expectedRandom the square root of dim S / d
   */
  public record Summary(
      double[] noise,
      double imageNorm,
      @IntervalKeys(low = "", high = "") List<Interval> inSubspace,
      @IntervalKeys(low = "", high = "") List<Interval> orthogonal,
      @IntervalKeys(low = "", high = "") List<Interval> wholeSpace,
      Map<String, Rates> intervals,
      int images,
      int dimensions,
      Map<String, Double> projection,
      Map<String, Share> projectionIntervals,
      Share excess,
      double expectedRandom) {

    /**
     * A row of Table I.
     *
     * @param vector its name, such as {@link SubspaceShares#RANDOM}
     */
    public Interval share(String vector) {
      return requireNonNull(projectionIntervals.get(vector)).mean();
    }
  }

  /** Whether the noisy image is wrong, for each noise level. */
  record Sample(boolean[] inSubspace, boolean[] orthogonal, boolean[] wholeSpace) {}

  /**
   * @param directions what found S; null if it came from a file
   */
  public record Result(Summary summary, DirectionsStudy.@Nullable Result directions)
      implements StudyResult {

    @Override
    public List<StudyResult> parts() {
      return directions == null ? List.of() : List.of(directions);
    }
  }

  @Override
  public String name() {
    return "sensitivity";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    Map<String, Double> all =
        new HashMap<>(directions == null ? Map.of() : directions.expectedEvaluations(experiment));
    all.put(name(), 3.0 * noise.size() * experiment.images().size());
    return all;
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    DirectionsStudy.Result found = directions == null ? null : context.result(directions);
    SharedDirections shared =
        found != null
            ? found.shared()
            : BasisFile.read(
                requireNonNull(basis, "a study or a file"), context.classifier().dimension());
    List<Integer> items = context.images().items();
    double imageNorm =
        Quantiles.of(items.stream().mapToDouble(i -> Vectors.norm(context.image(i))));
    List<Sample> samples =
        context.journaled(
            name(),
            Sample.class,
            items,
            (item, evaluator) -> sample(item, context, shared, imageNorm, evaluator));
    List<Interval> inside = rates(samples.stream().map(Sample::inSubspace).toList());
    List<Interval> outside = rates(samples.stream().map(Sample::orthogonal).toList());
    List<Interval> whole = rates(samples.stream().map(Sample::wholeSpace).toList());
    Map<String, Rates> rates = new LinkedHashMap<>();
    rates.put("inSubspace", new Rates(inside));
    rates.put("orthogonal", new Rates(outside));
    rates.put("wholeSpace", new Rates(whole));
    Map<String, Share> shares = new LinkedHashMap<>();
    Map<String, Double> means = new LinkedHashMap<>();
    SubspaceShares.of(context, shared)
        .forEach(
            (name, share) -> {
              shares.put(name, new Share(share));
              means.put(name, share.estimate());
            });
    int dimensions = shared.basis().length;
    Summary summary =
        new Summary(
            noise.stream().mapToDouble(Double::doubleValue).toArray(),
            imageNorm,
            inside,
            outside,
            whole,
            rates,
            samples.size(),
            dimensions,
            means,
            shares,
            new Share(mean(samples.stream().map(SensitivityStudy::excess).toList())),
            Math.sqrt((double) dimensions / context.classifier().dimension()));
    return new Result(summary, found);
  }

  private Sample sample(
      int item,
      StudyContext context,
      SharedDirections shared,
      double imageNorm,
      Evaluator evaluator) {
    double[] x = context.image(item);
    SplittableRandom random = Seeds.random(context.seed(), name(), context.images().index(item));
    double[] inside = new double[x.length];
    double[] weights = UniformSampling.onSphere(random, shared.basis().length, 1);
    for (int i = 0; i < weights.length; i++) {
      inside = Vectors.addScaled(inside, weights[i], shared.basis()[i]);
    }
    double[] raw = UniformSampling.onSphere(random, x.length, 1);
    double[] outside = Vectors.normalize(Vectors.subtract(raw, shared.project(raw)));
    double[] whole = UniformSampling.onSphere(random, x.length, 1);
    List<double[]> points = new ArrayList<>();
    points.add(x);
    for (double[] direction : List.of(inside, outside, whole)) {
      for (double level : noise) {
        points.add(Vectors.addScaled(x, level * imageNorm, direction));
      }
    }
    double[][] logits = evaluator.logits(points.toArray(double[][]::new));
    int truth = context.images().label(item).orElse(Vectors.argmax(logits[0]));
    int n = noise.size();
    return new Sample(
        wrong(logits, 1, n, truth),
        wrong(logits, 1 + n, n, truth),
        wrong(logits, 1 + 2 * n, n, truth));
  }

  private static double excess(Sample sample) {
    int more = 0;
    for (int i = 0; i < sample.inSubspace().length; i++) {
      more += (sample.inSubspace()[i] ? 1 : 0) - (sample.orthogonal()[i] ? 1 : 0);
    }
    return (double) more / sample.inSubspace().length;
  }

  private static boolean[] wrong(double[][] logits, int from, int count, int truth) {
    boolean[] wrong = new boolean[count];
    for (int i = 0; i < count; i++) {
      wrong[i] = Vectors.argmax(logits[from + i]) != truth;
    }
    return wrong;
  }

  private List<Interval> rates(List<boolean[]> wrong) {
    return IntStream.range(0, noise.size())
        .mapToObj(i -> Proportion.of(wrong.stream().map(w -> w[i]).toList()).interval())
        .toList();
  }

  private static Interval mean(List<Double> values) {
    return SampleMean.of(values.stream().mapToDouble(Double::doubleValue).toArray()).interval();
  }
}
