package io.separatrix.explorer.view;

import io.separatrix.explorer.state.CurvatureState;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.studies.curvature.NormalSections;
import java.util.Locale;
import java.util.function.Consumer;

/** How the boundary bends at the nearest boundary point, and its section along one direction. */
public final class CurvatureView {

  private static final int SAMPLES = 41;
  private static final int MOST_RANKS = 400;

  private final Explored network;
  private final Curvatures curvatures;
  private final Pictured pictured;

  CurvatureView(Explored network, Curvatures curvatures, Pictured pictured) {
    this.network = network;
    this.curvatures = curvatures;
    this.pictured = pictured;
  }

  /**
   * What the view shows.
   *
   * @param norm {@code ||r(x)||}, half the width of the section
   * @param operator whose Hessian was taken: {@code exact}, {@code surrogate}, {@code gradient}
   * @param asymmetry of what was symmetrised; 0 for a symmetric operator
   * @param mean mean curvature, 1 / input unit
   * @param meanError its standard error; NaN if there is none
   * @param ranks of the curvatures, 1 for the largest
   * @param values the curvatures at those ranks
   * @param ends curvatures whose directions can be chosen, from the largest
   * @param along the rank of the direction that is shown
   * @param curvature along it
   * @param acrossWidth curvature of the section over its width
   * @param section the boundary in the plane of its normal and that direction
   * @param direction as a picture
   * @param name of the class of x, which lies upwards
   * @param adjacentName of the class below
   */
  public record Answer(
      double norm,
      String operator,
      double asymmetry,
      double mean,
      double meanError,
      int[] ranks,
      double[] values,
      double[] ends,
      int along,
      double curvature,
      double acrossWidth,
      NormalSection section,
      String direction,
      String name,
      String adjacentName) {}

  /**
   * What the view shows in a state.
   *
   * @param progress takes what is under way, in words
   */
  public Answer answer(CurvatureState state, Consumer<String> progress) {
    progress.accept("looking for principal curvatures");
    Curvatures.Bend bend = curvatures.at(state.x(), progress);
    progress.accept("tracing the section");
    NormalSection section = section(state, bend);
    double[] all = bend.spectrum().values();
    int[] ranks = ranks(all.length);
    double[] values = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      values[i] = all[ranks[i] - 1];
    }
    double[] direction = bend.direction(state.along());
    return new Answer(
        bend.point().norm(),
        bend.kind().name().toLowerCase(Locale.ROOT),
        bend.spectrum().asymmetry(),
        bend.spectrum().mean(),
        bend.spectrum().meanCurvature().standardError(),
        ranks,
        values,
        bend.spectrum().directionValues(),
        state.along(),
        section.curvature(),
        section.acrossWidth(),
        section,
        pictured.perturbation(direction, pictured.magnification(direction)),
        network.className(bend.point().label()),
        network.className(bend.point().adjacent()));
  }

  private static int[] ranks(int count) {
    int kept = Math.min(count, MOST_RANKS);
    int[] ranks = new int[kept];
    for (int i = 0; i < kept; i++) {
      ranks[i] = kept == 1 ? 1 : 1 + (int) Math.round((double) i * (count - 1) / (kept - 1));
    }
    return ranks;
  }

  private NormalSection section(CurvatureState state, Curvatures.Bend bend) {
    BoundaryPoint point = bend.point();
    double[] z = point.point();
    double half = point.norm();
    return network.remembered(
        "section " + state.text(),
        section -> 2L * Double.BYTES * SAMPLES,
        () ->
            network.ask(
                evaluator -> {
                  double[] normal =
                      Vectors.normalize(evaluator.linearize(z, bend.function()).gradients()[0]);
                  double[] v = bend.direction(state.along());
                  // A surrogate's tangent plane is not quite the network's.
                  double[] tangent =
                      Vectors.normalize(Vectors.addScaled(v, -Vectors.dot(normal, v), normal));
                  return NormalSection.trace(
                      z,
                      bend.function(),
                      normal,
                      tangent,
                      half,
                      half * NormalSections.ASPECT,
                      SAMPLES,
                      bend.value(state.along()),
                      evaluator);
                }));
  }
}
