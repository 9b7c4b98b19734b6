package io.separatrix.studies;

import io.separatrix.studies.report.Block;
import io.separatrix.studies.report.KeyNumber;
import io.separatrix.studies.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report's section on boundary points. */
final class BoundarySection {

  private final BoundaryMode mode;

  BoundarySection(BoundaryMode mode) {
    this.mode = mode;
  }

  Section of(BoundaryStudy.Summary summary, List<BoundarySample> samples) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            mode == BoundaryMode.NEAREST
                ? "Each point z lies on the boundary, and z - x is as parallel to the normal there"
                    + " as the search could make it, which is what the nearest point of a smooth"
                    + " boundary satisfies. Where the boundary of a piecewise linear network has a"
                    + " kink, the cosine stays below 1."
                : "DeepFool as its authors published it. It stops just beyond the boundary, and the"
                    + " norm includes its overshoot factor of 1.02."));
    return new Section(
        "boundary",
        "Distance to the boundary (Sec. II)",
        "What is the smallest change of an image that changes its label?",
        keyNumbers(summary),
        blocks);
  }

  private static List<KeyNumber> keyNumbers(BoundaryStudy.Summary summary) {
    String count = summary.found() + " of " + summary.points() + " images";
    return List.of(
        new KeyNumber(Numbers.shown(summary.medianNorm()), "median norm of r, input units", count),
        new KeyNumber(Numbers.percent(summary.meanRelativeNorm()), "mean of ||r|| / ||x||", count),
        new KeyNumber(
            Numbers.percent(summary.convergedFraction()),
            "converged",
            summary.converged() + " of " + summary.points()),
        new KeyNumber(
            String.format(Locale.ROOT, "%.4f", summary.medianCosine()),
            "median cosine between r and the normal",
            Numbers.percent(summary.fractionCosineAbove99()) + " above 0.99"));
  }
}
