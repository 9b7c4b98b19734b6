package io.separatrix.studies.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.studies.NearestPoints;
import io.separatrix.studies.Numbers;
import io.separatrix.studies.PackedDoubles;
import io.separatrix.studies.StudyContext;
import io.separatrix.studies.chart.SectionChart;
import io.separatrix.studies.report.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The boundary cut by planes of its normal and a principal direction at a few points (Figs 4a and
 * 7): the boundary of the network itself, with the circle of the curvature that the operator gives.
 */
final class NormalSections {

  private static final int POINTS = 2;

  /** Positions along v at which the boundary is looked for; odd, so that 0 is one. */
  private static final int SAMPLES = 61;

  /** Half the width of a section in distances from the image to its boundary. */
  private static final double HALF_WIDTH = 1.0;

  private static final List<String> KINDS = List.of("largest", "median", "smallest");

  private NormalSections() {}

  /** The directions drawn at one point, in the order of {@link #KINDS}. */
  record Directions(List<PackedDoubles> vectors, double[] curvatures) {}

  /** The curves at one point, in the order of {@link #KINDS}. */
  record Curves(int item, double norm, List<NormalSection> sections) {}

  /**
   * Traces the sections.
   *
   * @param operatorContext the same run on the network whose Hessian is taken
   */
  static List<Curves> trace(
      StudyContext context,
      StudyContext operatorContext,
      NearestPoints nearest,
      SpectrumSettings settings) {
    List<Integer> items = nearest.found(POINTS);
    List<Directions> directions =
        operatorContext.journaled(
            "curvature-directions",
            Directions.class,
            items,
            (item, evaluator) ->
                directions(item, context, nearest.points().get(item), settings, evaluator));
    return context.journaled(
        "curvature-sections",
        Curves.class,
        items,
        (item, evaluator) ->
            curves(
                item,
                context,
                nearest.points().get(item),
                directions.get(items.indexOf(item)),
                evaluator));
  }

  private static Directions directions(
      int item,
      StudyContext context,
      NearestPoints.Entry entry,
      SpectrumSettings settings,
      Evaluator evaluator) {
    SplittableRandom random =
        Seeds.random(context.seed(), "curvature-directions", context.images().index(item));
    CurvatureOperator operator =
        settings
            .kind()
            .at(entry.at(context.image(item), 1), f(entry), settings.step(), random, evaluator);
    PrincipalCurvatures found = settings.lanczos().compute(operator, random);
    double[] values = found.values();
    LanczosSpectrum.Direction median =
        settings.lanczos().directionNear(values[values.length / 2], operator, random);
    int last = found.directions().length - 1;
    return new Directions(
        List.of(
            PackedDoubles.of(found.directions()[0]),
            PackedDoubles.of(median.vector()),
            PackedDoubles.of(found.directions()[last])),
        new double[] {
          found.directionValues()[0], median.curvature(), found.directionValues()[last]
        });
  }

  private static Curves curves(
      int item,
      StudyContext context,
      NearestPoints.Entry entry,
      Directions directions,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = f(entry);
    double[] normal = Vectors.normalize(evaluator.linearize(z, f).gradients()[0]);
    double halfWidth = HALF_WIDTH * entry.norm();
    List<NormalSection> sections = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      double[] v = directions.vectors().get(i).values();
      // A surrogate's tangent plane is not quite the network's.
      double[] tangent = Vectors.normalize(Vectors.addScaled(v, -Vectors.dot(normal, v), normal));
      sections.add(
          NormalSection.trace(
              z,
              f,
              normal,
              tangent,
              halfWidth,
              halfWidth * SectionChart.ASPECT,
              SAMPLES,
              directions.curvatures()[i],
              evaluator));
    }
    return new Curves(item, entry.norm(), sections);
  }

  private static LogitCombination f(NearestPoints.Entry entry) {
    return Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
  }

  /** A figure for each point. */
  static List<Block> draw(List<Curves> points, StudyContext context) {
    List<Block> figures = new ArrayList<>();
    for (int p = 0; p < points.size(); p++) {
      int image = context.images().index(points.get(p).item());
      List<Block.Panel> panels = new ArrayList<>();
      for (int i = 0; i < KINDS.size(); i++) {
        NormalSection section = points.get(p).sections().get(i);
        String title = KINDS.get(i) + ": " + Numbers.shown(section.curvature()) + " / input unit";
        String file =
            new SectionChart(section, title)
                .draw()
                .save(context.folder(), "normal-section-" + (p + 1) + "-" + KINDS.get(i));
        panels.add(
            new Block.Panel(
                file,
                "Boundary of image "
                    + image
                    + " in the plane of its normal and a principal direction, with the osculating"
                    + " circle; curvature, "
                    + title
                    + "."));
      }
      figures.add(new Block.Figure(panels, caption(image, points.get(p).norm())));
    }
    return figures;
  }

  private static String caption(int image, double norm) {
    return "Normal sections at the boundary point of image "
        + image
        + ": the network's boundary (line) in the plane of its normal n and the direction v of the"
        + " largest, the median and the smallest principal curvature, and the circle of that"
        + " curvature (dashed). Upwards lies the region of the image. Both axes have one scale and"
        + " reach as far on each side as the image lies from the boundary, "
        + Numbers.shown(norm)
        + " input units.";
  }
}
