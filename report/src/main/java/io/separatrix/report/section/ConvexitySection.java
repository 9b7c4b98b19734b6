package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.ConvexityStudy;
import java.util.ArrayList;
import java.util.List;

/** The report's section on convexity. */
final class ConvexitySection {

  private ConvexitySection() {}

  static Section of(ConvexityStudy.Result result, SectionContext context) {
    ConvexityStudy.Summary summary = result.summary();
    List<KeyNumber> keys = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (int m = 0; m < summary.k().size(); m++) {
      String k = "" + summary.k().get(m);
      String share = Numbers.percent(summary.probability().get(m).estimate());
      String interval = Numbers.interval(summary.probability().get(m));
      rows.add(List.of(k, share, interval));
      if (m == 0 || m == summary.k().size() - 1) {
        keys.add(
            new KeyNumber(
                share, "stay at k = " + k, summary.trials() + " combinations; " + interval));
      }
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(figure(summary, context));
    ConvexityStudy.Hulls hulls = summary.triangles();
    if (hulls != null) {
      keys.add(
          new KeyNumber(
              hulls.proved() + " of " + hulls.count(),
              hulls.rounding().equals("rigorous") ? "triangles proved" : "triangles enclosed",
              "filled triangles of three images; " + Numbers.interval(hulls.provedShare())));
      blocks.add(new Block.Paragraph(triangles(hulls)));
    }
    blocks.add(numbers(summary, rows));
    Section section =
        new Section(
            "convexity",
            "Convexity (Fig. 3)",
            "How often does a random convex combination of k images of one region stay in it? In a"
                + " convex region always.",
            keys,
            blocks);
    return section.withHeadline(headline(summary));
  }

  private static Block numbers(ConvexityStudy.Summary summary, List<List<String>> rows) {
    return new Block.Details(
        "The numbers",
        List.of(
            new Block.Table(
                "Share of "
                    + summary.trials()
                    + " random combinations that keep the label; "
                    + summary.regions()
                    + " regions with "
                    + summary.images()
                    + " images took part. The combinations share images; the intervals are about"
                    + " other images of the same kind.",
                List.of("k", "stay", "interval"),
                rows)));
  }

  /** Says "proven" only where every rounding was taken into account. */
  private static String triangles(ConvexityStudy.Hulls hulls) {
    boolean rigorous = hulls.rounding().equals("rigorous");
    return "Of "
        + hulls.count()
        + " filled triangles of three images of one region, "
        + hulls.proved()
        + " lie in it with every point"
        + (rigorous ? ", proven" : " (rounding neglected: an observation, no proof)")
        + "; in "
        + hulls.leaves()
        + " a convex combination with another label was found; "
        + hulls.undetermined()
        + " are undetermined. triangles.json names the images, and the combinations that leave.";
  }

  private static String headline(ConvexityStudy.Summary summary) {
    int last = summary.k().size() - 1;
    return "Of random convex combinations of "
        + summary.k().get(last)
        + " images of one region "
        + Numbers.percent(summary.probability().get(last).estimate())
        + " stay in it ("
        + Numbers.interval(summary.probability().get(last))
        + "); in a convex region all would.";
  }

  private static Block figure(ConvexityStudy.Summary summary, SectionContext context) {
    double[] k = summary.k().stream().mapToDouble(size -> size).toArray();
    String file =
        new CurveChart(
                Axis.of("images combined, k"),
                Axis.between("share that stays in the region", 0, 1),
                List.of(Curve.withBars("stays", k, summary.probability())))
            .draw()
            .save(context.folder(), "convexity");
    return new Block.Figure(
        List.of(
            new Block.Panel(
                file, "Share of convex combinations that stay, against the number of images")),
        "Share of random convex combinations that keep the label of their region, with 95 %"
            + " intervals; "
            + summary.trials()
            + " for each k.");
  }
}
