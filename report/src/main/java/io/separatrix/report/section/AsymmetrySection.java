package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.AsymmetryStudy;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The report's section on the sign of the curvature. */
final class AsymmetrySection {

  private AsymmetrySection() {}

  static Section of(AsymmetryStudy.Result result, SectionContext context) {
    AsymmetryStudy.Summary summary = result.summary();
    List<AsymmetryStudy.AtStep> steps = summary.steps();
    double[] h = steps.stream().mapToDouble(AsymmetryStudy.AtStep::step).toArray();
    CurveChart chart =
        new CurveChart(
            new Axis("step h (input units)", null, null, true),
            Axis.between("share of boundary points (%)", 0, 100),
            List.of(
                Curve.withBars(
                    "natural, positive", h, expected(steps, AsymmetryStudy.AtStep::clean)),
                Curve.withBars(
                    "perturbed, negative", h, expected(steps, AsymmetryStudy.AtStep::perturbed))));
    String file = chart.draw().save(context.folder(), "asymmetry");
    return new Section(
        "asymmetry",
        "Sign of the curvature (Table II)",
        "Does the boundary bend one way at natural images and the other way at perturbed ones?",
        List.of(
            key("natural images: positive", summary.clean().expected(), summary.step()),
            key("perturbed images: negative", summary.perturbed().expected(), summary.step())),
        List.of(
            new Block.Figure(
                List.of(
                    new Block.Panel(
                        file,
                        "Share of natural images with positive and of perturbed images with"
                            + " negative mean curvature against the step h.")),
                "Shares with the expected sign, with 95 % intervals; "
                    + summary.points()
                    + " images."),
            new Block.Details(
                "How it was measured, and the numbers",
                List.of(
                    new Block.Paragraph(
                        "Mean curvature in the orientation F = f_k - f_j, k the label of the image"
                            + " in question: second differences of the logits at scale h, averaged"
                            + " over tangent directions. The paper reports 97 and 96 % (LeNet), 94"
                            + " and 93 % (NiN)."),
                    new Block.Table(
                        "Signs by scale. Certain: the sign stands four standard errors clear of"
                            + " zero.",
                        List.of(
                            "h (input units)",
                            "natural, positive",
                            "interval",
                            "certain",
                            "perturbed, negative",
                            "interval",
                            "certain"),
                        steps.stream().map(AsymmetrySection::row).toList())))));
  }

  private static List<String> row(AsymmetryStudy.AtStep step) {
    return Stream.concat(
            Stream.of(Numbers.shown(step.step())),
            Stream.of(step.clean(), step.perturbed()).flatMap(AsymmetrySection::cells))
        .toList();
  }

  private static Stream<String> cells(AsymmetryStudy.Side side) {
    return Stream.of(
        Numbers.percent(side.expected().estimate()),
        Numbers.interval(side.expected()),
        side.certain() + " of " + side.expected().count());
  }

  private static KeyNumber key(String label, Interval share, double step) {
    return new KeyNumber(
        Numbers.percent(share.estimate()),
        label + " mean curvature",
        share.count() + " points at h = " + Numbers.shown(step) + "; " + Numbers.interval(share));
  }

  private static List<Interval> expected(
      List<AsymmetryStudy.AtStep> steps,
      Function<AsymmetryStudy.AtStep, AsymmetryStudy.Side> side) {
    return Intervals.percent(steps.stream().map(step -> side.apply(step).expected()).toList());
  }
}
