package io.separatrix.report.section;

import io.separatrix.geometry.Interval;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.SensitivityStudy;
import io.separatrix.studies.curvature.SubspaceShares;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The report's section on sensitivity in S. */
final class SensitivitySection {

  private SensitivitySection() {}

  static Section of(SensitivityStudy.Result result, SectionContext context) {
    SensitivityStudy.Summary summary = result.summary();
    double[] noise = Arrays.stream(summary.noise()).map(norm -> 100 * norm).toArray();
    String file =
        new CurveChart(
                Axis.of("noise norm (% of the median image norm)"),
                Axis.between("misclassified (%)", 0, 100),
                List.of(
                    curve("in S", noise, summary.inSubspace()),
                    curve("orthogonal to S", noise, summary.orthogonal()),
                    curve("whole space", noise, summary.wholeSpace())))
            .draw()
            .save(context.folder(), "sensitivity");
    return new Section(
        "sensitivity",
        "Sensitivity in the curved directions (Fig. 6, Table I)",
        "Does noise in the shared curved directions S do more harm than noise elsewhere, and do"
            + " adversarial perturbations lie in S?",
        List.of(
            new KeyNumber(
                Intervals.three(summary.share(SubspaceShares.ADVERSARIAL)),
                "of an adversarial perturbation's norm lies in S",
                interval(summary.share(SubspaceShares.ADVERSARIAL))),
            new KeyNumber(
                Intervals.three(summary.share(SubspaceShares.RANDOM)),
                "of a random direction's",
                interval(summary.share(SubspaceShares.RANDOM))
                    + "; expected "
                    + String.format(Locale.ROOT, "%.3f", summary.expectedRandom()))),
        List.of(
            new Block.Figure(
                List.of(
                    new Block.Panel(
                        file,
                        "Misclassification rate against noise norm for noise in S, orthogonal to S"
                            + " and in the whole space.")),
                "Misclassification with 95 % intervals; "
                    + summary.images()
                    + " images, dim S = "
                    + summary.dimensions()
                    + "."),
            new Block.Table(
                "Mean of ||P_S v|| / ||v||; the paper's S has 200 dimensions of 3,072.",
                List.of("v", "here", "95 % interval", "images", "paper, LeNet", "paper, NiN"),
                List.of(
                    row("random", summary.share(SubspaceShares.RANDOM), ".25", ".25"),
                    row("x2 - x1", summary.share(SubspaceShares.DIFFERENCE), ".10", ".09"),
                    row(
                        "image gradient",
                        summary.share(SubspaceShares.IMAGE_GRADIENT),
                        ".22",
                        ".24"),
                    row("  along x", summary.share(SubspaceShares.HORIZONTAL), "", ""),
                    row("  along y", summary.share(SubspaceShares.VERTICAL), "", ""),
                    row("adversarial", summary.share(SubspaceShares.ADVERSARIAL), ".64", ".60")))));
  }

  private static Curve curve(String name, double[] noise, List<Interval> rates) {
    return Curve.withBars(name, noise, Intervals.percent(rates));
  }

  private static List<String> row(String name, Interval share, String lenet, String nin) {
    return List.of(
        name,
        Intervals.three(share),
        Intervals.endsWithThree(share),
        "" + share.count(),
        lenet,
        nin);
  }

  private static String interval(Interval share) {
    return share.count() + " images; 95 % interval " + Intervals.endsWithThree(share);
  }
}
