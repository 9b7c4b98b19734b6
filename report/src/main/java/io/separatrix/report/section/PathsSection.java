package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.Obstacle;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.PathSample;
import io.separatrix.studies.PathsStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report's section on paths. */
final class PathsSection {

  /** Images of a film strip, both ends included. */
  private static final int FRAMES = 7;

  /** Film strips that are not folded away. */
  private static final int OPEN = 2;

  private static final String CAPTION =
      "Paths as film strips, "
          + FRAMES
          + " points at equal distances. Under each its predicted label and its margin: by how"
          + " many logits the region's class leads.";

  private final Scenario scenario;
  private final SectionContext context;

  private PathsSection(Scenario scenario, SectionContext context) {
    this.scenario = scenario;
    this.context = context;
  }

  static Section of(PathsStudy.Result result, SectionContext context) {
    return new PathsSection(result.scenario(), context).section(result);
  }

  private Section section(PathsStudy.Result result) {
    List<PathSample> samples = result.samples();
    List<Block> blocks = new ArrayList<>();
    List<Block> details = new ArrayList<>(List.of(obstacles(samples)));
    Pictures pictures = Pictures.of(context);
    if (pictures != null) {
      List<Block.ImageRow> films = films(result.pairs(), samples, pictures);
      int open = Math.min(OPEN, films.size());
      blocks.add(new Block.ImageRows(CAPTION, films.subList(0, open)));
      if (films.size() > open) {
        details.add(new Block.ImageRows("More paths.", films.subList(open, films.size())));
      }
    }
    blocks.add(new Block.Details("How the searches ended, and more paths", details));
    return new Section(
            "paths-" + scenario.number(),
            "Paths inside a region, scenario " + scenario.number() + " (Algorithm 1)",
            question(),
            keyNumbers(result.summary()),
            blocks)
        .withHeadline(headline(result.summary()));
  }

  private String headline(PathsStudy.Summary summary) {
    return "Paths inside the region join "
        + summary.connected()
        + " of "
        + summary.pairs()
        + " pairs of "
        + switch (scenario) {
          case SAME_LABEL -> "images of one label";
          case PERTURBED_IMAGE -> "an image and one perturbed into its region";
          case RANDOM_POINT -> "an image and a random point perturbed into its region";
        }
        + " ("
        + Numbers.interval(summary.connectedFraction())
        + "); "
        + Numbers.percent(summary.straightFraction().estimate())
        + " of the pairs need no more than the straight segment."
        + proved(summary);
  }

  private String question() {
    return switch (scenario) {
      case SAME_LABEL -> "Can two images of one label be joined without leaving its region?";
      case PERTURBED_IMAGE ->
          "Can an image be joined to an image of another class that a small perturbation took into"
              + " its region?";
      case RANDOM_POINT ->
          "Can an image be joined to a random point that a small perturbation took into its"
              + " region?";
    };
  }

  private List<KeyNumber> keyNumbers(PathsStudy.Summary summary) {
    return List.of(
        new KeyNumber(
            Numbers.percent(summary.connectedFraction().estimate()),
            "pairs with a path, scenario " + scenario.number(),
            summary.connected()
                + " of "
                + summary.pairs()
                + "; "
                + Numbers.interval(summary.connectedFraction())),
        new KeyNumber(
            Numbers.percent(summary.straightFraction().estimate()),
            "straight segment suffices, scenario " + scenario.number(),
            summary.pairs() + " pairs; " + Numbers.interval(summary.straightFraction())),
        new KeyNumber(
            ratio(summary.medianLengthRatio()),
            "median length over straight distance",
            "median number of anchors " + Numbers.shown(summary.medianAnchors())));
  }

  private static String proved(PathsStudy.Summary summary) {
    Long proved = summary.proved();
    if (proved == null) {
      return "";
    }
    return "rigorous".equals(summary.rounding())
        ? " " + proved + " of the paths are proved, rounding included."
        : " " + proved + " of the paths hold with rounding neglected, which is no proof.";
  }

  private static Block obstacles(List<PathSample> samples) {
    Map<Obstacle, Integer> counts = new TreeMap<>();
    samples.forEach(sample -> counts.merge(sample.obstacle(), 1, Integer::sum));
    List<List<String>> rows = new ArrayList<>();
    counts.forEach((obstacle, count) -> rows.add(List.of(words(obstacle), "" + count)));
    return new Block.Table(
        "How the searches ended. A search without a path says nothing against one.",
        List.of("end", "pairs"),
        rows);
  }

  private static String words(Obstacle obstacle) {
    return switch (obstacle) {
      case NONE -> "path found";
      case LABELS_DIFFER -> "the ends have different labels";
      case END_NOT_IN_REGION -> "the second end could not be taken into the region";
      case PROJECTION_FAILED -> "a midpoint could not be taken into the region";
      case DEPTH -> "the recursion reached its depth";
      case BUDGET -> "the evaluations were spent";
    };
  }

  private List<Block.ImageRow> films(
      List<Pair> pairs, List<PathSample> samples, Pictures pictures) {
    List<Block.ImageRow> rows = new ArrayList<>();
    for (int pair = 0; pair < samples.size(); pair++) {
      List<double[]> anchors = samples.get(pair).path();
      if (anchors != null) {
        rows.add(
            film(title(pairs.get(pair), samples.get(pair)), samples.get(pair), anchors, pictures));
      }
    }
    return rows;
  }

  private String title(Pair pair, PathSample sample) {
    String second =
        scenario == Scenario.RANDOM_POINT
            ? "a random point"
            : "image " + context.images().index(pair.second());
    return "image "
        + context.images().index(pair.first())
        + " to "
        + second
        + ": "
        + (sample.straight()
            ? "straight"
            : sample.anchors() + " anchors, " + ratio(sample.lengthRatio()) + " times as long");
  }

  /** Most paths are hardly longer than the straight segment, so the first digits say nothing. */
  private static String ratio(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "none";
  }

  private Block.ImageRow film(
      String title, PathSample sample, List<double[]> anchors, Pictures pictures) {
    ConvexPath path = new ConvexPath(anchors);
    double[][] frames = new double[FRAMES][];
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = path.at(path.length() * i / (FRAMES - 1));
    }
    double[][] logits = context.classifier().logits(frames);
    List<Block.ImageTile> tiles = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      String label = context.className(Vectors.argmax(logits[i]));
      String margin = Numbers.shown(Margin.of(logits[i], sample.predicted()));
      tiles.add(
          pictures.image(
              frames[i], "point " + (i + 1) + " of " + FRAMES + " on the path", label, margin));
    }
    return new Block.ImageRow(title, tiles);
  }
}
