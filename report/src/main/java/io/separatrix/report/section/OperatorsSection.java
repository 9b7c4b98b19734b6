package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.OperatorsStudy;
import java.util.List;

/** The report's section on curvature operators side by side. */
final class OperatorsSection {

  private OperatorsSection() {}

  static Section of(OperatorsStudy.Result result) {
    OperatorsStudy.Summary summary = result.summary();
    OperatorsStudy.Row first = summary.operators().get(0);
    return new Section(
        "operators",
        "Curvature operators compared",
        "Which operator finds the directions in which the network's own boundary bends?",
        List.of(
            new KeyNumber(
                Numbers.shown(first.curvatureRatio().estimate()),
                "times the curvature of a random direction, along the leading directions of "
                    + name(first),
                summary.points()
                    + " points; 95 % interval "
                    + Intervals.ends(first.curvatureRatio())),
            new KeyNumber(
                Numbers.percent(first.signAgreement().estimate()),
                "of these directions bend the way that it says",
                Numbers.interval(first.signAgreement()))),
        List.of(
            new Block.Paragraph(
                "At each point the "
                    + summary.leading()
                    + " principal directions of largest curvature by absolute value. Ratio: the"
                    + " network's own curvature along them, by second differences of its logits at"
                    + " h = "
                    + Numbers.shown(summary.step())
                    + ", over that along random directions. Sign: share of the directions along"
                    + " which these differences have the sign that the operator gives. Repeated:"
                    + " overlap of the directions with those of a second run, 1 for the same space."
                    + " Overlap: the same with the first operator. Evaluations: forward and"
                    + " backward passes for one point."),
            new Block.Table(
                "Operators at " + summary.points() + " boundary points.",
                List.of(
                    "operator",
                    "labels kept",
                    "cosine of normals",
                    "asymmetry",
                    "positive leading",
                    "ratio",
                    "95 % interval",
                    "sign",
                    "95 % interval",
                    "repeated",
                    "overlap",
                    "evaluations"),
                summary.operators().stream().map(OperatorsSection::row).toList())));
  }

  private static String name(OperatorsStudy.Row row) {
    if (row.surrogate() != null) {
      return row.operator() + ", sharpness " + Numbers.shown(row.surrogate().sharpness());
    }
    return row.step() == null
        ? row.operator()
        : row.operator() + ", h = " + Numbers.shown(row.step());
  }

  private static List<String> row(OperatorsStudy.Row row) {
    return List.of(
        name(row),
        row.surrogate() == null ? "" : Numbers.percent(row.surrogate().labelsKept()),
        Numbers.shown(row.normalCosine()),
        Numbers.shown(row.asymmetry()),
        Numbers.percent(row.positiveLeading()),
        Numbers.shown(row.curvatureRatio().estimate()),
        Intervals.ends(row.curvatureRatio()),
        Numbers.percent(row.signAgreement().estimate()),
        Numbers.percent(row.signAgreement().low())
            + " to "
            + Numbers.percent(row.signAgreement().high()),
        Numbers.shown(row.repeatability()),
        Numbers.shown(row.overlap()),
        Numbers.shown(row.evaluations()));
  }
}
