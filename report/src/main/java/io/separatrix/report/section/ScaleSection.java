package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.studies.curvature.ScaleSweep;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of the report on how curvature depends on the scale h. */
final class ScaleSection {

  private static final Axis STEP = new Axis("step h (input units)", null, null, true);

  private ScaleSection() {}

  static List<Block> of(List<ScaleSweep.Scale> scales, SectionContext context) {
    double[] h = values(scales, ScaleSweep.Scale::step);
    String sign =
        new CurveChart(
                STEP,
                Axis.between("positive mean curvature (% of points)", 0, 100),
                List.of(
                    Curve.withBars(
                        "share",
                        h,
                        Intervals.percent(
                            scales.stream().map(ScaleSweep.Scale::positiveFraction).toList()))))
            .draw()
            .save(context.folder(), "curvature-sign-by-scale");
    String asymmetry =
        new CurveChart(
                STEP,
                Axis.between("asymmetry ||A - A'|| / ||A||", 0, 1.5),
                List.of(Curve.line("asymmetry", h, values(scales, ScaleSweep.Scale::asymmetry))))
            .draw()
            .save(context.folder(), "curvature-asymmetry-by-scale");
    return List.of(
        new Block.Figure(
            List.of(
                new Block.Panel(
                    sign, "Share of points with positive mean curvature against the step h."),
                new Block.Panel(
                    asymmetry, "Asymmetry of differences of gradients against the step h.")),
            "Sign (with 95 % intervals) and asymmetry by scale; "
                + scales.get(0).points()
                + " points."),
        new Block.Details(
            "How it was measured, and the numbers",
            List.of(
                new Block.Paragraph(
                    "The network itself, without a surrogate: mean curvature by second differences"
                        + " of the logits over 64 tangent directions, and the asymmetry of the"
                        + " matrix A that differences of gradients make, over 8 random directions."
                        + " Both at steps from a tenth of the reference step to thirty times that."
                        + " Unrelated entries would give an asymmetry of 1.41."),
                new Block.Table(
                    "Mean curvature by scale, 1 / input unit.",
                    List.of(
                        "h (input units)",
                        "positive",
                        "interval",
                        "sign open",
                        "mean",
                        "95 % interval",
                        "median magnitude",
                        "asymmetry"),
                    scales.stream().map(ScaleSection::row).toList()))));
  }

  private static List<String> row(ScaleSweep.Scale scale) {
    return List.of(
        Numbers.shown(scale.step()),
        Numbers.percent(scale.positiveFraction().estimate()),
        Numbers.interval(scale.positiveFraction()),
        "" + scale.undetermined(),
        Numbers.shown(scale.meanCurvature().estimate()),
        Intervals.ends(scale.meanCurvature()),
        Numbers.shown(scale.medianMagnitude()),
        Numbers.shown(scale.asymmetry()));
  }

  private static double[] values(
      List<ScaleSweep.Scale> scales, ToDoubleFunction<ScaleSweep.Scale> value) {
    return scales.stream().mapToDouble(value).toArray();
  }
}
