package io.separatrix.studies.curvature;

import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The boundary cut by planes of its normal and a principal direction at a few points (Figs 4a and
 * 7): the boundary of the network itself, with the circle of the curvature that the operator gives.
 * Where the operator is the Hessian of another network, a surrogate, the circle osculates that
 * one's level set, which is drawn too.
 */
public final class NormalSections {

  private static final int POINTS = 2;

  /** Positions along v at which the boundary is looked for; odd, so that 0 is one. */
  private static final int SAMPLES = 61;

  /** Half the width of a section in distances from the image to its boundary. */
  private static final double HALF_WIDTH = 1.0;

  /** Height over width of a section. */
  public static final double ASPECT = 0.75;

  /** The principal curvatures that are drawn. */
  public static final List<String> KINDS = List.of("largest", "median", "smallest");

  private NormalSections() {}

  /** Evaluations in all, measured: most crossings are found near the middle. */
  static double evaluations() {
    return POINTS * KINDS.size() * SAMPLES * 2 * 8.0;
  }

  /** The directions drawn at one point, in the order of {@link #KINDS}. */
  record Directions(List<PackedDoubles> vectors, double[] curvatures) {}

  /**
   * The curves at one point, in the order of {@link #KINDS}.
   *
   * @param smooth those of the surrogate; empty if the operator is the network's own
   */
  public record Curves(
      int item, double norm, List<NormalSection> sections, List<NormalSection> smooth) {}

  /** The sections of the network at one point, with the planes that they lie in. */
  record Traced(PackedDoubles normal, List<PackedDoubles> tangents, List<NormalSection> sections) {}

  /** The sections of the surrogate in the same planes. */
  record Smooth(List<NormalSection> sections) {}

  /**
   * Traces the sections.
   *
   * @param spectra says which operator is taken of which network
   */
  static List<Curves> trace(StudyContext context, Spectra spectra, NearestPoints nearest) {
    SpectrumSettings settings = spectra.settings();
    Classifier operator = spectra.network().classifier();
    StudyContext operatorContext =
        context.on(operator).atMost(settings.lanes(), settings.vectors(operator.dimension()));
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
      BoundarySample entry,
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
      BoundarySample entry,
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
      int item, StudyContext context, BoundarySample entry, Traced traced, Evaluator evaluator) {
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
      BoundarySample entry,
      double[] normal,
      double[] tangent,
      double curvature,
      Evaluator evaluator) {
    double halfWidth = HALF_WIDTH * entry.norm();
    return NormalSection.trace(
        z, f(entry), normal, tangent, halfWidth, halfWidth * ASPECT, SAMPLES, curvature, evaluator);
  }

  private static LogitCombination f(BoundarySample entry) {
    return Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
  }
}
