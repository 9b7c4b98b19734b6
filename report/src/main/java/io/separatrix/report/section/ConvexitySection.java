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
    Section section =
        new Section(
            "convexity",
            "Convexity (Fig. 3)",
            "How often does a random convex combination of k images of one region stay in it? In a"
                + " convex region always.",
            keys,
            List.of(
                figure(summary, context),
                new Block.Details(
                    "The numbers",
                    List.of(
                        new Block.Table(
                            "Share of "
                                + summary.trials()
                                + " random combinations that keep the label; "
                                + summary.regions()
                                + " regions with "
                                + summary.images()
                                + " images took part. The combinations share images; the intervals"
                                + " are about other images of the same kind.",
                            List.of("k", "stay", "interval"),
                            rows)))));
    return section.withHeadline(headline(summary));
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
