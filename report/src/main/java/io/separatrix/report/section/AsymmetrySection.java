package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.AsymmetryStudy;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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
                    "natural, positive",
                    h,
                    percent(steps, step -> step.clean(), AsymmetryStudy.Side::positiveFraction),
                    percent(steps, step -> step.clean(), AsymmetryStudy.Side::low),
                    percent(steps, step -> step.clean(), AsymmetryStudy.Side::high)),
                Curve.withBars(
                    "perturbed, negative",
                    h,
                    percent(steps, step -> step.perturbed(), AsymmetryStudy.Side::negativeFraction),
                    percent(steps, step -> step.perturbed(), AsymmetryStudy.Side::low),
                    percent(steps, step -> step.perturbed(), AsymmetryStudy.Side::high))));
    String file = chart.draw().save(context.folder(), "asymmetry");
    return new Section(
        "asymmetry",
        "Sign of the curvature (Table II)",
        "Does the boundary bend one way at natural images and the other way at perturbed ones?",
        List.of(
            key("natural images: positive", summary.clean(), true, summary.step()),
            key("perturbed images: negative", summary.perturbed(), false, summary.step())),
        List.of(
            new Block.Paragraph(
                "Mean curvature in the orientation F = f_k - f_j, k the label of the image in"
                    + " question: second differences of the logits at scale h, averaged over"
                    + " tangent directions. The paper reports 97 and 96 % (LeNet), 94 and 93 %"
                    + " (NiN)."),
            new Block.Figure(
                List.of(
                    new Block.Panel(
                        file,
                        "Share of natural images with positive and of perturbed images with"
                            + " negative mean curvature against the step h.")),
                "Shares with the expected sign, with 95 % intervals; "
                    + summary.points()
                    + " images."),
            new Block.Table(
                "Signs by scale. Certain: the sign stands three standard errors clear of zero.",
                List.of(
                    "h (input units)",
                    "natural, positive",
                    "interval",
                    "certain",
                    "perturbed, negative",
                    "interval",
                    "certain"),
                steps.stream().map(AsymmetrySection::row).toList())));
  }

  private static List<String> row(AsymmetryStudy.AtStep step) {
    return List.of(
        Numbers.shown(step.step()),
        Numbers.percent(step.clean().positiveFraction()),
        Numbers.interval(step.clean().low(), step.clean().high()),
        step.clean().certain() + " of " + step.clean().points(),
        Numbers.percent(step.perturbed().negativeFraction()),
        Numbers.interval(step.perturbed().low(), step.perturbed().high()),
        step.perturbed().certain() + " of " + step.perturbed().points());
  }

  private static KeyNumber key(
      String label, AsymmetryStudy.Side side, boolean positive, double step) {
    return new KeyNumber(
        Numbers.percent(positive ? side.positiveFraction() : side.negativeFraction()),
        label + " mean curvature",
        side.points()
            + " points at h = "
            + Numbers.shown(step)
            + "; "
            + Numbers.interval(side.low(), side.high()));
  }

  private static double[] percent(
      List<AsymmetryStudy.AtStep> steps,
      Function<AsymmetryStudy.AtStep, AsymmetryStudy.Side> side,
      ToDoubleFunction<AsymmetryStudy.Side> value) {
    return steps.stream()
        .mapToDouble(step -> 100 * value.applyAsDouble(side.apply(step)))
        .toArray();
  }
}
