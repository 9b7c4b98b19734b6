package io.separatrix.studies.curvature;

import io.separatrix.experiment.PackedDoubles;
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
import io.separatrix.studies.StudyContext;
import io.separatrix.studies.chart.SectionChart;
import io.separatrix.studies.report.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The boundary cut by planes of its normal and a principal direction at a few points (Figs 4a and
 * 7): the boundary of the network itself, with the circle of the curvature that the operator gives.
 * Where the operator is the Hessian of another network, a surrogate, the circle osculates that
 * one's level set, which is drawn too.
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

  /**
   * The curves at one point, in the order of {@link #KINDS}.
   *
   * @param smooth those of the surrogate; empty if the operator is the network's own
   */
  record Curves(int item, double norm, List<NormalSection> sections, List<NormalSection> smooth) {}

  /** The sections of the network at one point, with the planes that they lie in. */
  record Traced(PackedDoubles normal, List<PackedDoubles> tangents, List<NormalSection> sections) {}

  /** The sections of the surrogate in the same planes. */
  record Smooth(List<NormalSection> sections) {}

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
    List<Traced> traced =
        context.journaled(
            "curvature-sections",
            Traced.class,
            items,
            (item, evaluator) ->
                traced(
                    item,
                    context,
                    nearest.points().get(item),
                    directions.get(items.indexOf(item)),
                    evaluator));
    List<Smooth> smooth =
        settings.kind().onSurrogate()
            ? operatorContext.journaled(
                "curvature-sections-smooth",
                Smooth.class,
                items,
                (item, evaluator) ->
                    smooth(
                        item,
                        context,
                        nearest.points().get(item),
                        traced.get(items.indexOf(item)),
                        evaluator))
            : List.of();
    List<Curves> curves = new ArrayList<>();
    for (int p = 0; p < items.size(); p++) {
      curves.add(
          new Curves(
              items.get(p),
              nearest.points().get(items.get(p)).norm(),
              traced.get(p).sections(),
              smooth.isEmpty() ? List.of() : smooth.get(p).sections()));
    }
    return curves;
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

  private static Traced traced(
      int item,
      StudyContext context,
      NearestPoints.Entry entry,
      Directions directions,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    double[] normal = Vectors.normalize(evaluator.linearize(z, f(entry)).gradients()[0]);
    List<PackedDoubles> tangents = new ArrayList<>();
    List<NormalSection> sections = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      double[] v = directions.vectors().get(i).values();
      // A surrogate's tangent plane is not quite the network's.
      double[] tangent = Vectors.normalize(Vectors.addScaled(v, -Vectors.dot(normal, v), normal));
      tangents.add(PackedDoubles.of(tangent));
      sections.add(section(z, entry, normal, tangent, directions.curvatures()[i], evaluator));
    }
    return new Traced(PackedDoubles.of(normal), tangents, sections);
  }

  private static Smooth smooth(
      int item,
      StudyContext context,
      NearestPoints.Entry entry,
      Traced traced,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    List<NormalSection> sections = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      sections.add(
          section(
              z,
              entry,
              traced.normal().values(),
              traced.tangents().get(i).values(),
              traced.sections().get(i).curvature(),
              evaluator));
    }
    return new Smooth(sections);
  }

  private static NormalSection section(
      double[] z,
      NearestPoints.Entry entry,
      double[] normal,
      double[] tangent,
      double curvature,
      Evaluator evaluator) {
    double halfWidth = HALF_WIDTH * entry.norm();
    return NormalSection.trace(
        z,
        f(entry),
        normal,
        tangent,
        halfWidth,
        halfWidth * SectionChart.ASPECT,
        SAMPLES,
        curvature,
        evaluator);
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
