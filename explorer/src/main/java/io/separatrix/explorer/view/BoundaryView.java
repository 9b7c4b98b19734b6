package io.separatrix.explorer.view;

import io.separatrix.explorer.state.BoundaryState;
import io.separatrix.explorer.state.Place;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;

/** The way from x through its nearest boundary point. */
public final class BoundaryView {

  private static final int SAMPLES = 65;
  private static final double FIRST = -1;
  private static final double LAST = 3;

  private final Explored network;
  private final Boundaries boundaries;
  private final Pictured pictured;

  BoundaryView(Explored network, Boundaries boundaries, Pictured pictured) {
    this.network = network;
    this.boundaries = boundaries;
    this.pictured = pictured;
  }

  /**
   * {@code F = f_k - f_j} along {@code x + alpha r}.
   *
   * @param alpha in units of r
   * @param margin F, logits
   */
  public record Way(double[] alpha, double[] margin) {}

  /**
   * What the view shows.
   *
   * @param norm {@code ||r(x)||}, input units
   * @param relativeNorm of {@code ||x||}
   * @param cosine between r and the boundary's normal
   * @param residual distance of z to the boundary to first order, input units
   * @param converged whether the search met its criterion
   * @param label k
   * @param name its name
   * @param adjacent j, on the other side
   * @param adjacentName its name
   * @param picture x
   * @param perturbation r, magnified
   * @param magnification of it
   * @param boundary z
   * @param at the point {@code x + alpha r}
   * @param way F along the way
   */
  public record Answer(
      double norm,
      double relativeNorm,
      double cosine,
      double residual,
      boolean converged,
      int label,
      String name,
      int adjacent,
      String adjacentName,
      String picture,
      String perturbation,
      double magnification,
      String boundary,
      Look at,
      Way way) {}

  /** What the view shows in a state. */
  public Answer answer(BoundaryState state) {
    BoundaryPoint found = boundaries.found(state.x());
    double[] x = found.origin();
    double[] r = found.perturbation();
    double factor = pictured.magnification(r);
    double[] point = Vectors.addScaled(x, state.alpha(), r);
    double[] logits = network.logits(new double[][] {point})[0];
    return new Answer(
        found.norm(),
        found.norm() / Vectors.norm(x),
        found.cosine(),
        found.residual(),
        found.converged(),
        found.label(),
        network.className(found.label()),
        found.adjacent(),
        network.className(found.adjacent()),
        pictured.image(x),
        pictured.perturbation(r, factor),
        factor,
        pictured.image(found.point()),
        Look.at(point, x, logits, network, pictured),
        way(state.x(), found));
  }

  private Way way(Place place, BoundaryPoint found) {
    return network.remembered(
        "way " + place,
        way -> 2L * Double.BYTES * SAMPLES,
        () -> {
          LogitCombination f = Orientation.REGION_OF_X.between(found.label(), found.adjacent());
          double[] r = found.perturbation();
          double[] alpha = new double[SAMPLES];
          double[][] points = new double[SAMPLES][];
          for (int i = 0; i < SAMPLES; i++) {
            alpha[i] = FIRST + (LAST - FIRST) * i / (SAMPLES - 1);
            points[i] = Vectors.addScaled(found.origin(), alpha[i], r);
          }
          double[][] logits = network.logits(points);
          double[] margin = new double[SAMPLES];
          for (int i = 0; i < SAMPLES; i++) {
            margin[i] = f.value(logits[i]);
          }
          return new Way(alpha, margin);
        });
  }
}
