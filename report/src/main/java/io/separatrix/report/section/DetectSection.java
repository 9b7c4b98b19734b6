package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Quantiles;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.HistogramChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.DetectSample;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.DetectionQuality;
import io.separatrix.studies.detection.FalseAlarms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The report's section on detection. */
final class DetectSection {

  private static final int BINS = 40;

  /** Share of the values at either end that the histogram leaves out. */
  private static final double TAIL = 0.01;

  /** The diagonal. Not evenly spaced, since the chart would take even values for its ticks. */
  private static final double[] CHANCE =
      IntStream.rangeClosed(0, 40).mapToDouble(i -> i / 40.0).toArray();

  private final DetectPlan plan;
  private final SectionContext context;

  private DetectSection(DetectPlan plan, SectionContext context) {
    this.plan = plan;
    this.context = context;
  }

  static Section of(DetectStudy.Result result, SectionContext context) {
    return new DetectSection(result.plan(), context).section(result);
  }

  private Section section(DetectStudy.Result result) {
    DetectStudy.Summary summary = result.summary();
    List<DetectSample> samples = result.samples();
    List<Block> blocks = new ArrayList<>();
    blocks.add(figures(summary, samples));
    List<Block> details = new ArrayList<>();
    details.add(
        new Block.Paragraph(
            "Statistic of Algorithm 2 in its own orientation, F = f_i - f_k with k the predicted"
                + " label: below zero speaks for a natural image, above for a perturbed one. h = "
                + Numbers.shown(summary.step())
                + " input units; perturbations are DeepFool's, scaled by alpha. The step and the"
                + " threshold come from other images than those reported on. Nothing is claimed"
                + " against an attacker who knows the detector."));
    details.add(table(summary));
    blocks.add(new Block.Details("How it was measured, and the numbers", details));
    if (summary.comparison() != null) {
      blocks.addAll(ComparisonTables.of(summary.comparison()));
    }
    Block misses = new MissesSection(context).of(result);
    if (misses != null) {
      blocks.add(new Block.Details("The worst misses", List.of(misses)));
    }
    Section section =
        new Section(
            "detect",
            "Detection of perturbed images (Algorithm 2, Fig. 8)",
            "Can a perturbed image be told from a natural one by the curvature around it, and its"
                + " label be restored?",
            keyNumbers(summary),
            blocks);
    return section.withHeadline(headline(summary));
  }

  private static String headline(DetectStudy.Summary summary) {
    Map.Entry<String, DetectionQuality> first = summary.alpha().entrySet().iterator().next();
    Interval auc = first.getValue().auc();
    String what =
        auc.low() > 0.5
            ? "The curvature tells perturbed images from natural ones"
            : auc.high() < 0.5
                ? "The curvature takes natural images for perturbed ones"
                : "Whether the curvature tells perturbed images from natural ones, these images"
                    + " cannot tell";
    return what
        + ": area under the ROC curve "
        + Intervals.three(auc)
        + " (95 % interval "
        + Intervals.endsWithThree(auc)
        + ", "
        + first.getValue().pairs()
        + " images, alpha = "
        + first.getKey()
        + ").";
  }

  private static List<KeyNumber> keyNumbers(DetectStudy.Summary summary) {
    Map.Entry<String, DetectionQuality> first = summary.alpha().entrySet().iterator().next();
    DetectionQuality quality = first.getValue();
    String pairs = quality.pairs() + " images; ";
    String at = " at alpha = " + first.getKey();
    FalseAlarms alarms = summary.falseAlarms();
    return List.of(
        new KeyNumber(
            Intervals.three(quality.auc()),
            "area under the ROC curve" + at,
            pairs + Intervals.endsWithThree(quality.auc())),
        share(quality.calibratedAccuracy(), "accuracy at the calibrated threshold" + at, pairs),
        share(quality.labelRecovery(), "labels recovered" + at, pairs),
        new KeyNumber(
            Numbers.percent(alarms.rate().estimate()),
            "false alarms, " + Numbers.percent(alarms.wanted()) + " wanted",
            alarms.images()
                + " held-back images; "
                + Numbers.interval(alarms.rate())
                + "; a threshold from "
                + alarms.calibrationImages()
                + " images: "
                + Numbers.interval(alarms.calibrated())));
  }

  private static KeyNumber share(Interval share, String of, String pairs) {
    return new KeyNumber(Numbers.percent(share.estimate()), of, pairs + Numbers.interval(share));
  }

  private Block figures(DetectStudy.Summary summary, List<DetectSample> samples) {
    List<Curve> curves = new ArrayList<>();
    summary
        .alpha()
        .forEach(
            (alpha, quality) ->
                curves.add(
                    Curve.line(
                        "alpha = " + alpha,
                        quality.roc().falseAlarms(),
                        quality.roc().detections())));
    curves.add(Curve.line("chance", CHANCE, CHANCE));
    String roc =
        new CurveChart(
                Axis.between("clean images taken for perturbed", 0, 1),
                Axis.between("perturbed images found", 0, 1),
                curves)
            .draw()
            .save(context.folder(), "detect-roc");
    String histogram =
        new HistogramChart("statistic (" + unit() + ")", "images", BINS, histograms(samples))
            .draw()
            .save(context.folder(), "detect-statistic");
    return new Block.Figure(
        List.of(
            new Block.Panel(roc, "ROC curves, one for each scaling of the perturbation"),
            new Block.Panel(
                histogram, "Histogram of the statistic for clean and for perturbed images")),
        "Left: share of perturbed images above a threshold against the share of clean ones. Right:"
            + " the statistic of "
            + summary.images()
            + " clean images and of their perturbed ones at the first alpha, the outermost "
            + Numbers.percent(TAIL)
            + " at either end left out.");
  }

  private String unit() {
    return switch (plan.kind()) {
      case STUDENTIZED -> "standard deviations over directions";
      case BOUNDARY -> "1 / input unit";
      case FAST, REFERENCE ->
          plan.normalized() ? "1 / input unit" : "logits / square of an input unit";
    };
  }

  private List<HistogramChart.Sample> histograms(List<DetectSample> samples) {
    double[] clean = samples.stream().mapToDouble(sample -> sample.clean().value()).toArray();
    double[] perturbed =
        samples.stream()
            .filter(DetectSample::found)
            .mapToDouble(sample -> sample.perturbed().get(0).value())
            .toArray();
    double[] sorted =
        DoubleStream.concat(Arrays.stream(clean), Arrays.stream(perturbed)).sorted().toArray();
    double low = Quantiles.quantile(sorted, TAIL);
    double high = Quantiles.quantile(sorted, 1 - TAIL);
    return List.of(
        new HistogramChart.Sample("clean", within(clean, low, high)),
        new HistogramChart.Sample(
            "alpha = " + DetectStudy.name(plan.alphas().get(0)), within(perturbed, low, high)));
  }

  private static double[] within(double[] values, double low, double high) {
    return Arrays.stream(values).filter(value -> value >= low && value <= high).toArray();
  }

  private static Block table(DetectStudy.Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    summary
        .alpha()
        .forEach(
            (alpha, q) ->
                rows.add(
                    List.of(
                        alpha,
                        Intervals.three(q.auc()) + " (" + Intervals.endsWithThree(q.auc()) + ")",
                        share(q.bestAccuracy()),
                        share(q.accuracyAtZero()),
                        share(q.calibratedAccuracy()),
                        share(q.detectionRate()),
                        share(q.labelRecovery()),
                        share(q.runnerUpRecovery()))));
    return new Block.Table(
        "Detection and recovery by the scaling alpha of the perturbation, with 95 % intervals. The"
            + " calibrated threshold is meant for "
            + Numbers.percent(summary.falseAlarms().wanted())
            + " false alarms. The best threshold is the best for these very images, so"
            + " it looks better than it is.",
        List.of(
            "alpha",
            "AUC",
            "accuracy, best t",
            "accuracy, t = 0",
            "accuracy, calibrated t",
            "found at the calibrated t",
            "labels recovered",
            "by the runner-up alone"),
        rows);
  }

  private static String share(Interval share) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f)",
        100 * share.estimate(),
        100 * share.low(),
        100 * share.high());
  }
}
