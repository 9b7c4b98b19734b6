package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.report.chart.SectionChart;
import io.separatrix.report.page.Block;
import io.separatrix.studies.curvature.NormalSections;
import io.separatrix.studies.curvature.NormalSections.Curves;
import java.util.ArrayList;
import java.util.List;

/** Figures of the boundary cut by planes of its normal and a principal direction. */
final class NormalSectionFigures {

  private static final List<String> KINDS = NormalSections.KINDS;

  private NormalSectionFigures() {}

  /** A figure for each point. */
  static List<Block> draw(List<Curves> points, SectionContext context) {
    List<Block> figures = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      int image = context.images().index(points.get(p).item());
      List<Block.Panel> panels = new ArrayList<>();
      for (int i = 0; i < KINDS.size(); i++) {
        NormalSection section = points.get(p).sections().get(i);
        boolean surrogate = !points.get(p).smooth().isEmpty();
        NormalSection smooth = surrogate ? points.get(p).smooth().get(i) : null;
        String title = KINDS.get(i) + ": " + Numbers.shown(section.curvature()) + " / input unit";
        String across =
            "at z "
                + Numbers.shown(section.curvature())
                + " per input unit by the operator, over the width of the drawing "
                + Numbers.shown(section.acrossWidth())
                + " by the network"
                + (smooth == null
                    ? ""
                    : " and " + Numbers.shown(smooth.acrossWidth()) + " by the surrogate");
        String file =
            new SectionChart(section, smooth, title)
                .draw()
                .save(context.folder(), "normal-section-" + (p + 1) + "-" + KINDS.get(i));
        panels.add(
            new Block.Panel(
                file,
                "Boundary of image "
                    + image
                    + " in the plane of its normal and the direction of the "
                    + KINDS.get(i)
                    + " principal curvature, with the osculating circle; curvature "
                    + across
                    + "."));
      }
      figures.add(new Block.Figure(panels, caption(image, points.get(p))));
    }
    return figures;
  }

  private static String caption(int image, Curves curves) {
    String circle =
        curves.smooth().isEmpty()
            ? " principal curvature, and the circle of that curvature (dashed)."
            : " principal curvature, the level set of the surrogate through the same point"
                + " (dotted), and the circle of the surrogate's curvature there (dashed). The"
                + " circle belongs to the dotted curve and touches it at the point itself: where"
                + " a kink is rounded the curvature is a narrow peak, which both curves leave"
                + " soon, so over the width drawn they bend less.";
    StringBuilder across = new StringBuilder();
    for (int i = 0; i < KINDS.size(); i++) {
      NormalSection section = curves.sections().get(i);
      across
          .append(
              i == 0 ? " Curvature at the point, and of the network over the width drawn: " : "; ")
          .append(KINDS.get(i))
          .append(' ')
          .append(Numbers.shown(section.curvature()))
          .append(", ")
          .append(Numbers.shown(section.acrossWidth()));
    }
    return "Normal sections at the boundary point of image "
        + image
        + ": the network's boundary (line) in the plane of its normal n and the direction v of the"
        + " largest, the median and the smallest"
        + circle
        + across
        + " per input unit. Upwards lies the region of the image. Both axes have one scale and"
        + " reach as far on each side as the image lies from the boundary, "
        + Numbers.shown(curves.norm())
        + " input units.";
  }
}
