package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.CurvatureStudy;
import io.separatrix.studies.curvature.DenseCheck;
import io.separatrix.studies.curvature.NormalSections;
import io.separatrix.studies.curvature.Surrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The report's section on the profile of principal curvatures. */
final class CurvatureSection {

  private static final String TITLE = "Principal curvatures (Fig. 4b)";
  private static final String QUESTION =
      "In how many directions is the boundary curved, and which way?";

  private CurvatureSection() {}

  private static Section ofNoPoints() {
    return new Section(
        "curvature",
        TITLE,
        QUESTION,
        List.of(),
        List.of(
            new Block.Paragraph(
                "No search came to a boundary, so there is no point whose curvature could be"
                    + " found.")));
  }

  static Section of(CurvatureStudy.Result result, SectionContext context) {
    CurvatureStudy.Summary summary = result.summary();
    List<NormalSections.Curves> curves = result.curves();
    if (summary.points() == 0) {
      return ofNoPoints();
    }
    double[] ranks = Arrays.stream(summary.ranks()).asDoubleStream().toArray();
    CurveChart chart =
        new CurveChart(
            Axis.of("rank of the principal curvature"),
            Axis.of("curvature (1 / input unit)"),
            List.of(
                Curve.withBand(
                    "mean, with quartiles over points",
                    ranks,
                    summary.profile(),
                    summary.lowerQuartile(),
                    summary.upperQuartile())));
    String file = chart.draw().save(context.folder(), "curvature-profile");
    String step =
        summary.step() == null ? "" : " at h = " + Numbers.shown(summary.step()) + " input units";
    Surrogate.Trust trust = summary.surrogate();
    String surrogate =
        trust == null
            ? ""
            : " of softplus and log-sum-exp with sharpness "
                + Numbers.shown(trust.sharpness())
                + ", which keeps "
                + Numbers.percent(trust.labelsKept())
                + " of "
                + trust.images()
                + " labels and has gradients with a median cosine of "
                + Numbers.shown(trust.gradientCosine())
                + " with the network's";
    Section section =
        new Section(
            "curvature",
            TITLE,
            QUESTION,
            List.of(
                new KeyNumber(
                    Numbers.shown(summary.meanCurvature().estimate()),
                    "mean curvature, 1 / input unit",
                    summary.points()
                        + " points; 95 % interval "
                        + Intervals.ends(summary.meanCurvature())),
                new KeyNumber(
                    Numbers.percent(summary.positiveFraction().estimate()),
                    "points with positive mean curvature",
                    summary.points()
                        + " points; "
                        + Numbers.interval(summary.positiveFraction())
                        + (summary.undetermined() > 0
                            ? ", with "
                                + summary.undetermined()
                                + " signs that are not certain left open"
                            : ""))),
            blocks(summary, file, surrogate + step, curves, context));
    return section.withHeadline(headline(summary));
  }

  private static String headline(CurvatureStudy.Summary summary) {
    Interval mean = summary.meanCurvature();
    String way =
        mean.low() > 0
            ? "The boundary near natural images bends around their regions"
            : mean.high() < 0
                ? "The boundary near natural images bends away from their regions"
                : "Which way the boundary near natural images bends, these points cannot tell";
    return way
        + ": mean curvature "
        + Numbers.shown(mean.estimate())
        + " per input unit (95 % interval "
        + Intervals.ends(mean)
        + ", "
        + summary.points()
        + " points).";
  }

  private static List<Block> blocks(
      CurvatureStudy.Summary summary,
      String file,
      String of,
      List<NormalSections.Curves> curves,
      SectionContext context) {
    double[] profile = summary.profile();
    List<Block> blocks = new ArrayList<>();
    List<Block> details = new ArrayList<>();
    details.add(
        new Block.Paragraph(
            "Operator: "
                + summary.operator()
                + of
                + ", by "
                + summary.method()
                + ". Orientation F = f_k - f_j, k the label of the image. Asymmetry of what was"
                + " symmetrised: "
                + Numbers.shown(summary.asymmetry())
                + ". About "
                + Numbers.shown(summary.meanEvaluations())
                + " network evaluations for a point."
                + (summary.meanStandardError() > 0
                    ? " The mean of one point has a standard error of "
                        + Numbers.shown(summary.meanStandardError())
                        + " on average, from random directions."
                    : "")));
    blocks.add(
        new Block.Figure(
            List.of(
                new Block.Panel(
                    file,
                    "Mean principal curvature by rank, from "
                        + Numbers.shown(profile[0])
                        + " down to "
                        + Numbers.shown(profile[profile.length - 1])
                        + " per input unit.")),
            "Sorted principal curvatures at "
                + summary.points()
                + " nearest boundary points: mean and quartiles of each rank."));
    DenseCheck.Errors check = summary.check();
    blocks.add(new Block.Paragraph(summary.agreement().sentence(summary.operator())));
    if (check != null) {
      details.add(
          new Block.Paragraph(
              "Checked against the whole matrix at "
                  + check.points()
                  + " points: the "
                  + check.extremes()
                  + " values at each end are off by at most "
                  + Numbers.percent(check.largestExtremeError())
                  + " of the largest, the profile by "
                  + Numbers.percent(check.meanProfileError())
                  + " of its range on average (at most "
                  + Numbers.percent(check.largestProfileError())
                  + "), a point's mean by at most "
                  + Numbers.shown(check.largestMeanError())
                  + " of its standard errors, from "
                  + Numbers.percent(check.evaluationShare())
                  + " of the network evaluations."));
    }
    blocks.add(new Block.Details("How it was measured", details));
    List<Block> sections = NormalSectionFigures.draw(curves, context);
    if (!sections.isEmpty()) {
      blocks.add(new Block.Heading("Normal sections (Figs 4a and 7)"));
      blocks.add(sections.get(0));
    }
    if (sections.size() > 1) {
      blocks.add(new Block.Details("At other images", sections.subList(1, sections.size())));
    }
    blocks.add(new Block.Heading("Curvature by scale"));
    blocks.addAll(ScaleSection.of(summary.scales(), context));
    return blocks;
  }
}
