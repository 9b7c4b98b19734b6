package io.separatrix.report.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.HistogramChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a comparison draws: curves and histograms over each other, planes side by side. */
final class ComparisonFigures {

  private static final int BINS = 30;
  private static final String SLICE = RunFolder.FIGURES + "/slice-left.svg";

  /** The first run's plane as another network labels it. */
  private static final String SAME = RunFolder.FIGURES + "/plane.svg";

  private final List<RunFolder> runs;
  private final List<String> names;
  private final RunFolder to;
  private final InputUnits units;

  /**
   * @param names of the runs
   * @param to where figures are written
   */
  ComparisonFigures(List<RunFolder> runs, List<String> names, RunFolder to) {
    this.runs = runs;
    this.names = names;
    this.to = to;
    this.units = new InputUnits(runs.get(0));
  }

  /** A section for each figure of which two runs at least have the numbers. */
  List<Section> sections() {
    return Stream.of(profiles(), norms(), convexity(), planes()).flatMap(Optional::stream).toList();
  }

  private Optional<Section> norms() {
    List<HistogramChart.Sample> samples = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      double unit = units.of(runs.get(i));
      Optional<SampleTable> table = SampleTable.of(runs.get(i), "boundary", unit);
      if (table.isPresent()) {
        double[] norms = table.get().numbers("norm").map(norm -> norm * unit).toArray();
        samples.add(new HistogramChart.Sample(names.get(i), norms));
      }
    }
    if (samples.size() < 2) {
      return Optional.empty();
    }
    String file =
        new HistogramChart("norm of r, input units", "images", BINS, samples)
            .draw()
            .save(to, "compare-norms");
    return Optional.of(
        figure(
            "compare-norms",
            "Distance to the boundary",
            "How far are images from the boundary of each network?",
            file,
            "Norms of the nearest perturbations of each network's images."));
  }

  private Optional<Section> profiles() {
    return curves(
        "curvature",
        "ranks",
        "profile",
        "compare-profile",
        "Principal curvatures",
        "Which boundary is flatter?",
        "rank of the principal curvature",
        "curvature (1 / input unit)",
        -1,
        "Sorted principal curvatures, the mean of each rank over boundary points.");
  }

  private Optional<Section> convexity() {
    return curves(
        "convexity",
        "k",
        "probability",
        "compare-convexity",
        "Convexity",
        "Whose regions look more convex?",
        "images combined, k",
        "share that stays in the region",
        0,
        "Share of random convex combinations of k images of one region that keep its label.");
  }

  private Optional<Section> curves(
      String study,
      String x,
      String y,
      String id,
      String title,
      String question,
      String xLabel,
      String yLabel,
      int dimension,
      String caption) {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      JsonNode summary = runs.get(i).readJson(RunFolder.SUMMARY, JsonNode.class);
      JsonNode found =
          study.equals(runs.get(i).manifest().command()) ? summary : summary.path(study);
      double[] xs = numbers(found.path(x));
      double scale = Math.pow(units.of(runs.get(i)), dimension);
      double[] ys = Arrays.stream(numbers(found.path(y))).map(value -> value * scale).toArray();
      if (xs.length > 0 && xs.length == ys.length) {
        curves.add(Curve.line(names.get(i), xs, ys));
      }
    }
    if (curves.size() < 2) {
      return Optional.empty();
    }
    String file = new CurveChart(Axis.of(xLabel), Axis.of(yLabel), curves).draw().save(to, id);
    return Optional.of(figure(id, title, question, file, caption));
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** The first run's cross-section as each network labels it, or each network's own. */
  private Optional<Section> planes() {
    if (!runs.stream().allMatch(run -> run.has(SLICE))) {
      return Optional.empty();
    }
    boolean same = runs.stream().skip(1).allMatch(run -> run.has(SAME));
    List<Block.Panel> panels =
        IntStream.range(0, runs.size())
            .mapToObj(
                i -> {
                  String name = RunFolder.FIGURES + "/slice-" + (i + 1) + ".svg";
                  String svg = runs.get(i).readText(same && i > 0 ? SAME : SLICE);
                  to.write(name, out -> out.write(svg.getBytes(UTF_8)));
                  return new Block.Panel(name, "Map of predicted labels of " + names.get(i));
                })
            .toList();
    return Optional.of(
        new Section(
            "compare-planes",
            "Cross-sections",
            "What do the regions look like on a plane?",
            List.of(),
            List.of(
                new Block.Figure(
                    panels,
                    (same
                            ? "One plane, that of the first network's cross-section, as each"
                                + " labels it, from left to right: "
                            : "The cross-section of each run, from left to right: ")
                        + String.join(", ", names)
                        + (same ? "." : ". Each plane goes through images of its own run.")))));
  }

  private static Section figure(
      String id, String title, String question, String file, String caption) {
    return new Section(
        id,
        title,
        question,
        List.of(),
        List.of(new Block.Figure(List.of(new Block.Panel(file, caption)), caption)));
  }
}
