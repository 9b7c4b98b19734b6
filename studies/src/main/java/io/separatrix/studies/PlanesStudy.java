package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Fragments;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Labels on planes through three images each: how many connected pieces they are in, and the maps,
 * which runs of other networks on the same images and seed have on the same points.
 *
 * <p>The map is the smallest rectangle along {@code x2 - x1} that holds the three images, a tenth
 * of its sides wider each way.
 *
 * <p>Source: Somepalli et al., "Can neural nets learn the same model twice?", CVPR 2022.
 *
 * @param planes how many
 * @param resolution points along each side of a map
 */
public record PlanesStudy(int planes, int resolution) implements Study<PlanesStudy.Result> {

  private static final double MARGIN = 0.1;

  /** Planes at a time: each fills the network's calls alone. */
  private static final int AT_ONCE = 4;

  /** Triples drawn at most until one spans a plane. */
  private static final int DRAWS = 100;

  private static final List<String> COLUMNS =
      List.of("index", "first", "second", "third", "labels", "fragments", "map");

  /**
   * @param planes how many
   * @param resolution points along each side of a map
   * @param meanFragments connected pieces of a plane's labels, in the mean; the interval is about
   *     other planes through such images
   * @param meanLabels different labels on a plane, in the mean
   */
  public record Summary(
      int planes,
      int resolution,
      @IntervalKeys Interval meanFragments,
      @IntervalKeys Interval meanLabels) {}

  /**
   * @param rows of the table of planes
   */
  public record Result(Summary summary, List<List<?>> rows) implements StudyResult {
    @Override
    public List<StudyFile> files() {
      return List.of(new StudyFile.Samples(COLUMNS, rows));
    }
  }

  /**
   * One plane.
   *
   * @param items the three images
   * @param labels rows x columns
   */
  record Sample(int[] items, int[][] labels) {

    /** The labels row by row, each run of equal ones as {@code label*length}. */
    String map() {
      int[] flat = Arrays.stream(labels).flatMapToInt(Arrays::stream).toArray();
      List<String> runs = new ArrayList<>();
      int start = 0;
      for (int i = 1; i <= flat.length; i++) {
        if (i == flat.length || flat[i] != flat[start]) {
          runs.add(flat[start] + "*" + (i - start));
          start = i;
        }
      }
      return String.join(" ", runs);
    }

    long different() {
      return Arrays.stream(labels).flatMapToInt(Arrays::stream).distinct().count();
    }
  }

  @Override
  public String name() {
    return "planes";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    return Map.of(name(), (double) planes * resolution * resolution);
  }

  @Override
  public Result run(StudyContext context) {
    if (context.images().size() < 3) {
      throw new DataException(
          context.images().data().name()
              + ": expected 3 images at least, which span a plane, found "
              + context.images().size());
    }
    List<Sample> samples =
        context
            .atMost(AT_ONCE)
            .journaled(
                name(),
                Sample.class,
                IntStream.range(0, planes).boxed().toList(),
                (plane, evaluator) ->
                    sample(context, Seeds.random(context.seed(), name(), plane), evaluator));
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      List<Integer> images =
          Arrays.stream(sample.items()).mapToObj(context.images()::index).toList();
      rows.add(
          List.of(
              i,
              images.get(0),
              images.get(1),
              images.get(2),
              sample.different(),
              Fragments.count(sample.labels()),
              sample.map()));
    }
    return new Result(
        new Summary(
            planes,
            resolution,
            mean(samples.stream().mapToDouble(sample -> Fragments.count(sample.labels()))),
            mean(samples.stream().mapToDouble(Sample::different))),
        rows);
  }

  private static Interval mean(DoubleStream values) {
    return SampleMean.of(values.toArray()).interval();
  }

  private Sample sample(StudyContext context, SplittableRandom random, Evaluator evaluator) {
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] items = random.ints(0, context.images().size()).distinct().limit(3).toArray();
      double[][] x = Arrays.stream(items).mapToObj(context::image).toArray(double[][]::new);
      double[] first = Vectors.subtract(x[1], x[0]);
      double[] second = Vectors.subtract(x[2], x[0]);
      if (Plane.isSpanned(first, second)) {
        Plane plane = Plane.spanned(x[0], first, second);
        List<Mark> marks =
            List.of(plane.mark("x1", x[0]), plane.mark("x2", x[1]), plane.mark("x3", x[2]));
        return new Sample(items, CrossSection.of(plane, around(marks), marks, evaluator).labels());
      }
    }
    throw new DataException(
        context.images().data().name()
            + ": expected three images that span a plane, found none in "
            + DRAWS
            + " draws; give images that differ");
  }

  private Grid around(List<Mark> marks) {
    double[] s = marks.stream().mapToDouble(Mark::s).sorted().toArray();
    double[] t = marks.stream().mapToDouble(Mark::t).sorted().toArray();
    double beside = MARGIN * (s[2] - s[0]);
    double above = MARGIN * (t[2] - t[0]);
    return new Grid(
        s[0] - beside, s[2] + beside, t[0] - above, t[2] + above, resolution, resolution);
  }
}
