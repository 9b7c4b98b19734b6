package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Vectors;
import io.separatrix.report.chart.HistogramChart;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.BoundaryStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report's section on boundary points. */
final class BoundarySection {

  private static final int BINS = 30;

  private final SectionContext context;

  private BoundarySection(SectionContext context) {
    this.context = context;
  }

  static Section of(BoundaryStudy.Result result, SectionContext context) {
    return new BoundarySection(context).section(result);
  }

  private Section section(BoundaryStudy.Result result) {
    BoundaryStudy.Summary summary = result.summary();
    List<BoundarySample> samples = result.samples();
    List<Block> details = new ArrayList<>();
    details.add(
        new Block.Paragraph(
            switch (result.mode()) {
              case NEAREST ->
                  "Each point z lies on the boundary, and z - x is as parallel to the normal there"
                      + " as the search could make it, which is what the nearest point of a smooth"
                      + " boundary satisfies. Where the boundary of a piecewise linear network has"
                      + " a kink, the cosine stays below 1.";
              case THOROUGH ->
                  "Each point z lies on the boundary, the shortest of long walks towards every"
                      + " class that may be nearer, each shortened until z - x is as parallel to"
                      + " the normal there as the search could make it.";
              case QUICK ->
                  "Each point z lies on the boundary that DeepFool reached, shortened by a few"
                      + " steps. Searches that would have gone on count as not converged.";
              case REFERENCE ->
                  "DeepFool as its authors published it. It stops just beyond the boundary, and the"
                      + " norm includes its overshoot factor of 1.02.";
            }));
    List<Block> blocks = new ArrayList<>();
    if (summary.found() > 0) {
      blocks.add(norms(samples));
    } else {
      blocks.add(
          new Block.Paragraph(
              "No search came to a boundary: as far as it looked, these images' regions have none"
                  + " towards any other class."));
    }
    if (summary.blackImages() > 0) {
      details.add(
          new Block.Paragraph(
              "||r|| / ||x|| leaves out "
                  + summary.blackImages()
                  + " of the images found: all their pixels are zero, so nothing is relative to"
                  + " them."));
    }
    Pictures pictures = Pictures.of(context);
    if (pictures != null) {
      blocks.add(images(samples, pictures));
    }
    blocks.add(new Block.Details("How the points were found", details));
    Section section =
        new Section(
            "boundary",
            "Distance to the boundary (Sec. II)",
            "What is the smallest change of an image that changes its label?",
            keyNumbers(summary),
            blocks);
    return summary.found() > 0 ? section.withHeadline(headline(summary)) : section;
  }

  private static String headline(BoundaryStudy.Summary summary) {
    return "A change of "
        + Numbers.percent(summary.meanRelativeNorm().estimate())
        + " of an image's norm ("
        + Numbers.interval(summary.meanRelativeNorm())
        + "; mean of "
        + (summary.found() - summary.blackImages())
        + " images) takes it to another label.";
  }

  private static List<KeyNumber> keyNumbers(BoundaryStudy.Summary summary) {
    String count = summary.found() + " of " + summary.points() + " images";
    return List.of(
        new KeyNumber(Numbers.shown(summary.medianNorm()), "median norm of r, input units", count),
        new KeyNumber(
            Numbers.percent(summary.meanRelativeNorm().estimate(), 2),
            "mean of ||r|| / ||x||",
            summary.found()
                - summary.blackImages()
                + " of "
                + summary.points()
                + " images, "
                + Numbers.interval(summary.meanRelativeNorm(), 2)),
        new KeyNumber(
            Numbers.percent(summary.convergedFraction().estimate()),
            "converged",
            summary.converged()
                + " of "
                + summary.points()
                + ", "
                + Numbers.interval(summary.convergedFraction())),
        new KeyNumber(
            Double.isFinite(summary.medianCosine())
                ? String.format(Locale.ROOT, "%.4f", summary.medianCosine())
                : Numbers.shown(summary.medianCosine()),
            "median cosine between r and the normal",
            Numbers.percent(summary.fractionCosineAbove99().estimate())
                + " above 0.99, "
                + Numbers.interval(summary.fractionCosineAbove99())));
  }

  private Block norms(List<BoundarySample> samples) {
    double[] norms =
        samples.stream().filter(BoundarySample::found).mapToDouble(BoundarySample::norm).toArray();
    String file =
        new HistogramChart(
                "norm of r, input units (pixels from "
                    + context.images().range().toString().replace(",", " to ")
                    + ")",
                "images",
                BINS,
                List.of(new HistogramChart.Sample("norm of r", norms)))
            .draw()
            .save(context.folder(), "boundary-norms");
    return new Block.Figure(
        List.of(new Block.Panel(file, "Histogram of the norms of " + norms.length + " images")),
        "Distance to the boundary of " + norms.length + " images.");
  }

  /** Image, perturbation and perturbed image of the first items that were found. */
  private Block images(List<BoundarySample> samples, Pictures pictures) {
    Map<Integer, double[]> shown = new TreeMap<>();
    for (int item = 0; item < samples.size(); item++) {
      BoundarySample sample = samples.get(item);
      if (shown.size() < BoundaryStudy.SHOWN && sample.r() != null && sample.found()) {
        shown.put(item, sample.perturbation());
      }
    }
    List<Block.ImageRow> rows = new ArrayList<>();
    shown.forEach(
        (item, r) -> {
          BoundarySample sample = samples.get(item);
          double factor = pictures.magnification(r);
          double[] x = context.image(item);
          String label = context.className(sample.label());
          String other = context.className(sample.adjacent());
          rows.add(
              new Block.ImageRow(
                  "image " + context.images().index(item),
                  List.of(
                      pictures.image(x, "image of " + label, label, "x"),
                      pictures.perturbation(
                          r,
                          factor,
                          "its perturbation, magnified",
                          "norm " + Numbers.shown(sample.norm())),
                      pictures.image(
                          Vectors.add(x, r), "the perturbed image", other, "boundary point"))));
        });
    return new Block.ImageRows(
        "Image, perturbation (magnified so that 99 % of it fits, grey is zero) and the point on the"
            + " boundary to the class named under it.",
        rows);
  }
}
