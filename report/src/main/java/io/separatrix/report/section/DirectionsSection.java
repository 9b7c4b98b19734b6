package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.curvature.SharedDirections;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.DirectionsStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The report's section on shared curved directions. */
final class DirectionsSection {

  /** Directions shown as images. */
  private static final int SHOWN = 16;

  private DirectionsSection() {}

  static Section of(DirectionsStudy.Result result, SectionContext context) {
    DirectionsStudy.Summary summary = result.summary();
    SharedDirections shared = result.shared();
    int n = summary.ratio().length;
    double[] rank = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    List<Interval> ratios = IntStream.range(0, n).mapToObj(summary::ratioOf).toList();
    String file =
        new CurveChart(
                Axis.of("direction u_i"),
                Axis.of("curvature ratio rho_i (random direction = 1)"),
                List.of(Curve.withBand("mean over unseen points", rank, ratios)))
            .draw()
            .save(context.folder(), "directions");
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Figure(
            List.of(
                new Block.Panel(
                    file,
                    "Curvature along u_i relative to a random direction, falling from "
                        + Numbers.shown(summary.ratio()[0])
                        + " to "
                        + Numbers.shown(summary.ratio()[n - 1])
                        + ".")),
            "Mean ratio with 95 % intervals."));
    Pictures pictures = Pictures.of(context);
    if (pictures != null) {
      blocks.add(sheet(shared, pictures));
    }
    blocks.add(
        new Block.Details(
            "How they were found",
            List.of(
                new Block.Paragraph(
                    "M holds the "
                        + summary.directionsPerPoint()
                        + " largest principal directions at each of "
                        + summary.trainPoints()
                        + " training boundary points; u_i are its left singular vectors. The ratio"
                        + " is measured on unseen images by second differences of the logits."))));
    return new Section(
        "directions",
        "Shared directions (Fig. 5)",
        "Is the boundary curved along the same directions at different images?",
        List.of(
            new KeyNumber(
                Numbers.shown(summary.ratio()[0]),
                "times the curvature of a random direction, along u_1",
                summary.validationPoints()
                    + " unseen points at h = "
                    + Numbers.shown(summary.step())
                    + "; 95 % interval "
                    + Intervals.ends(ratios.get(0))),
            new KeyNumber(
                Numbers.shown(Arrays.stream(summary.ratio()).average().orElse(Double.NaN)),
                "the same, averaged over u_1 to u_" + n,
                summary.trainPoints() + " training points")),
        blocks);
  }

  private static Block sheet(SharedDirections shared, Pictures pictures) {
    List<Block.ImageTile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, shared.basis().length); i++) {
      String name = "u_" + (i + 1);
      tiles.add(pictures.direction(shared.basis()[i], "direction " + name + " as an image", name));
    }
    return new Block.ImageRows(
        "The leading directions as images, each scaled to its own range; grey is zero.",
        List.of(new Block.ImageRow("", tiles)));
  }
}
