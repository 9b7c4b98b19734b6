package io.separatrix.studies;

import io.separatrix.data.DataException;
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
import io.separatrix.geometry.region.Convexity;
import io.separatrix.proof.NetworkProver;
import io.separatrix.proof.SegmentProof;
import io.separatrix.proof.TriangleProof;
import io.separatrix.proof.enclosure.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often a random convex combination of k images of one region stays in it (Fig. 3). Each trial
 * draws a region in proportion to its number of images, then the images, then the weights.
 *
 * <p>Where proofs are asked for, the filled triangles of three images too: each convex combination
 * of them has their label, proven, or a combination that has not is named.
 */
public final class ConvexityStudy implements Study<ConvexityStudy.Result> {

  private static final List<String> COLUMNS = List.of("trial", "predicted", "k", "stays");

  private final List<Integer> sizes;
  private final int trials;
  private final @Nullable Triangles triangles;

  /**
   * Sampled combinations alone.
   *
   * @param sizes the numbers k of images to combine, each at least 1
   * @param trials combinations for each k
   */
  public ConvexityStudy(List<Integer> sizes, int trials) {
    this(sizes, trials, null);
  }

  /**
   * @param sizes the numbers k of images to combine, each at least 1
   * @param trials combinations for each k
   * @param triangles what is proved; null for nothing
   */
  public ConvexityStudy(List<Integer> sizes, int trials, @Nullable Triangles triangles) {
    this.sizes = List.copyOf(sizes);
    this.trials = trials;
    this.triangles = triangles;
  }

  /**
   * Filled triangles to be proved.
   *
   * @param count how many, at least 1
   * @param rounding how proofs take rounding
   */
  public record Triangles(int count, Rounding rounding) {}

  /**
   * @param k numbers of images combined
   * @param probability for each k, the share of the combinations that keep the label; the interval
   *     is about combinations of other images of the same kind, since these share images
   * @param trials combinations for each k
   * @param regions predicted labels with enough images to take part
   * @param images in these regions; combinations share them
   * @param triangles filled triangles of three images; null where nothing was proved
   */
  public record Summary(
      List<Integer> k,
      @IntervalKeys(low = "low", high = "high") List<Interval> probability,
      int trials,
      int regions,
      int images,
      @Nullable Hulls triangles) {}

  /**
   * The filled triangles of three images of one region.
   *
   * @param count triangles tried
   * @param proved those of which every point has the label; with rounding neglected not a proof
   * @param leaves those with a point that has another label, or none
   * @param undetermined the others
   * @param provedShare of all; the interval is about triangles of other images of the same kind
   * @param rounding {@code rigorous} or {@code neglected}
   * @param medianEnclosures parts of a triangle that were enclosed
   */
  public record Hulls(
      int count,
      int proved,
      int leaves,
      int undetermined,
      @IntervalKeys(low = "provedShareLow", high = "provedShareHigh") Interval provedShare,
      String rounding,
      double medianEnclosures) {}

  /**
   * One triangle.
   *
   * @param predicted label of its corners
   * @param drawn the images at its corners a, b, c
   * @param proof what was found; {@code a + u (b - a) + v (c - a)} is outside if it leaves
   */
  record Hull(int predicted, int[] drawn, TriangleProof proof) {}

  /**
   * @param rows of the table of trials
   * @param triangles one entry each; none where nothing was proved
   */
  public record Result(Summary summary, List<List<?>> rows, List<?> triangles)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      List<StudyFile> files = new ArrayList<>(List.of(new StudyFile.Samples(COLUMNS, rows)));
      if (!triangles.isEmpty()) {
        files.add(new StudyFile.Document("triangles.json", triangles));
      }
      return files;
    }
  }

  /** What one trial gave, for each k, from the first k of the images drawn. */
  record Trial(int predicted, int[] drawn, boolean[] stays) {}

  @Override
  public String name() {
    return "convexity";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    return Map.of(name(), (double) trials * sizes.size());
  }

  @Override
  public Result run(StudyContext context) {
    Convexity convexity = new Convexity(sizes);
    int largest = convexity.largest();
    if (context.images().size() < largest) {
      throw tooFew(context, largest); // before anything is evaluated
    }
    List<Region> regions = regions(context, largest);
    List<Region> inProportion =
        regions.stream()
            .flatMap(region -> Collections.nCopies(region.items().size(), region).stream())
            .toList();
    List<Trial> results =
        context.journaled(
            name(),
            Trial.class,
            IntStream.range(0, trials).boxed().toList(),
            (trial, evaluator) -> {
              SplittableRandom random = Seeds.random(context.seed(), name(), trial);
              Region region = inProportion.get(random.nextInt(inProportion.size()));
              List<Integer> drawn = draw(region.items(), largest, random);
              double[][] points = drawn.stream().map(context::image).toArray(double[][]::new);
              return new Trial(
                  region.label(),
                  drawn.stream().mapToInt(i -> i).toArray(),
                  convexity.trial(points, region.label(), random, evaluator));
            });
    List<Interval> stays =
        IntStream.range(0, sizes.size())
            .mapToObj(m -> stays(results, m, inProportion.size()))
            .toList();
    List<Hull> hulls = triangles == null ? List.of() : hulls(triangles, context);
    Hulls proved = triangles == null ? null : hulls(triangles, hulls, context.images().size());
    Summary summary =
        new Summary(sizes, stays, trials, regions.size(), inProportion.size(), proved);
    return new Result(summary, rows(results), entries(hulls, context));
  }

  private static List<Hull> hulls(Triangles asked, StudyContext context) {
    NetworkProver prover = PathProver.of(context, asked.rounding()).prover();
    List<Region> inProportion =
        regions(context, 3).stream()
            .flatMap(region -> Collections.nCopies(region.items().size(), region).stream())
            .toList();
    return context.journaled(
        "triangles",
        Hull.class,
        IntStream.range(0, asked.count()).boxed().toList(),
        (triangle, evaluator) -> {
          SplittableRandom random = Seeds.random(context.seed(), "triangles", triangle);
          Region region = inProportion.get(random.nextInt(inProportion.size()));
          int[] drawn = draw(region.items(), 3, random).stream().mapToInt(i -> i).toArray();
          TriangleProof proof =
              prover.prove(
                  context.image(drawn[0]),
                  context.image(drawn[1]),
                  context.image(drawn[2]),
                  region.label());
          return new Hull(region.label(), drawn, proof);
        });
  }

  private static Hulls hulls(Triangles asked, List<Hull> hulls, int images) {
    boolean[] proved = new boolean[hulls.size()];
    for (int i = 0; i < proved.length; i++) {
      proved[i] = hulls.get(i).proof().verdict() == SegmentProof.Verdict.PROVED;
    }
    int[][] units = hulls.stream().map(Hull::drawn).toArray(int[][]::new);
    int[] labels = hulls.stream().mapToInt(Hull::predicted).toArray();
    return new Hulls(
        hulls.size(),
        count(hulls, SegmentProof.Verdict.PROVED),
        count(hulls, SegmentProof.Verdict.LEAVES),
        count(hulls, SegmentProof.Verdict.UNDETERMINED),
        new SharedUnits(units, labels, images).share(proved),
        PathProver.word(asked.rounding()),
        Quantiles.of(hulls.stream().mapToDouble(hull -> hull.proof().enclosures())));
  }

  private static int count(List<Hull> hulls, SegmentProof.Verdict verdict) {
    return (int) hulls.stream().filter(hull -> hull.proof().verdict() == verdict).count();
  }

  /** The triangles as they are written: indices in the data set, verdict, a point outside. */
  private static List<?> entries(List<Hull> hulls, StudyContext context) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Hull hull : hulls) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("predicted", hull.predicted());
      entry.put(
          "corners",
          Arrays.stream(hull.drawn()).map(item -> context.images().index(item)).toArray());
      entry.put("verdict", hull.proof().verdict().name().toLowerCase(Locale.ROOT));
      entry.put("bound", hull.proof().bound());
      entry.put("u", hull.proof().u());
      entry.put("v", hull.proof().v());
      entry.put("enclosures", hull.proof().enclosures());
      entries.add(entry);
    }
    return entries;
  }

  /** The interval is about other images: combinations that share some are not independent. */
  private Interval stays(List<Trial> results, int m, int images) {
    int k = sizes.get(m);
    int[][] units =
        results.stream().map(trial -> Arrays.copyOf(trial.drawn(), k)).toArray(int[][]::new);
    int[] regions = results.stream().mapToInt(Trial::predicted).toArray();
    boolean[] outcomes = new boolean[results.size()];
    for (int t = 0; t < outcomes.length; t++) {
      outcomes[t] = results.get(t).stays()[m];
    }
    return new SharedUnits(units, regions, images).share(outcomes);
  }

  /** The images of one predicted label. */
  private record Region(int label, List<Integer> items) {}

  private static List<Region> regions(StudyContext context, int atLeast) {
    int[] labels = Predictions.of(context).labels();
    Map<Integer, List<Integer>> byLabel = new TreeMap<>();
    for (int item = 0; item < labels.length; item++) {
      byLabel.computeIfAbsent(labels[item], label -> new ArrayList<>()).add(item);
    }
    List<Region> regions = new ArrayList<>();
    byLabel.forEach(
        (label, items) -> {
          if (items.size() >= atLeast) {
            regions.add(new Region(label, items));
          }
        });
    if (regions.isEmpty()) {
      throw tooFew(context, atLeast);
    }
    return regions;
  }

  private static DataException tooFew(StudyContext context, int wanted) {
    return new DataException(
        context.images().data().name()
            + ": no predicted label has "
            + wanted
            + " images, which the largest combination takes; give more images, or a smaller k");
  }

  /** Some of the items in random order (Fisher and Yates). */
  private static List<Integer> draw(List<Integer> items, int count, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(items);
    for (int i = 0; i < count; i++) {
      Collections.swap(order, i, i + random.nextInt(order.size() - i));
    }
    return order.subList(0, count);
  }

  private List<List<?>> rows(List<Trial> results) {
    List<List<?>> rows = new ArrayList<>();
    for (int trial = 0; trial < results.size(); trial++) {
      for (int m = 0; m < sizes.size(); m++) {
        Trial result = results.get(trial);
        rows.add(List.of(trial, result.predicted(), sizes.get(m), result.stays()[m]));
      }
    }
    return rows;
  }
}
