package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.SharedUnits;
import io.separatrix.geometry.region.Convexity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often a random convex combination of k images of one region stays in it (Fig. 3). Each trial
 * draws a region in proportion to its number of images, then the images, then the weights.
 */
public final class ConvexityStudy implements Study<ConvexityStudy.Result> {

  private static final List<String> COLUMNS = List.of("trial", "predicted", "k", "stays");

  private final List<Integer> sizes;
  private final int trials;

  /**
   * @param sizes the numbers k of images to combine, each at least 1
   * @param trials combinations for each k
   */
  public ConvexityStudy(List<Integer> sizes, int trials) {
    this.sizes = List.copyOf(sizes);
    this.trials = trials;
  }

  /**
   * @param k numbers of images combined
   * @param probability for each k, the share of the combinations that keep the label; the interval
   *     is about combinations of other images of the same kind, since these share images
   * @param trials combinations for each k
   * @param regions predicted labels with enough images to take part
   * @param images in these regions; combinations share them
   */
  public record Summary(
      List<Integer> k,
      @IntervalKeys(low = "low", high = "high") List<Interval> probability,
      int trials,
      int regions,
      int images) {}

  /**
   * @param rows of the table of trials
   */
  public record Result(Summary summary, List<List<?>> rows) implements StudyResult {

    @Override
    public List<StudyFile> files() {
      return List.of(new StudyFile.Samples(COLUMNS, rows));
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
    Summary summary = new Summary(sizes, stays, trials, regions.size(), inProportion.size());
    return new Result(summary, rows(results));
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
