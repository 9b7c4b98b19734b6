package io.separatrix.explorer.view;

import static java.util.Objects.requireNonNull;

import io.separatrix.data.DataException;
import io.separatrix.explorer.state.Axis;
import io.separatrix.explorer.state.Direction;
import io.separatrix.explorer.state.Place;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.region.Plane;
import io.separatrix.studies.curvature.ImageGradient;
import java.util.SplittableRandom;

/** Directions at a point, and the planes that they span. */
public final class Directions {

  private final Explored network;
  private final Boundaries boundaries;
  private final Curvatures curvatures;
  private final SharedSpace shared;

  Directions(Explored network) {
    this.network = network;
    this.boundaries = new Boundaries(network, this);
    this.curvatures = new Curvatures(network, boundaries);
    this.shared = new SharedSpace(network);
  }

  public Boundaries boundaries() {
    return boundaries;
  }

  public Curvatures curvatures() {
    return curvatures;
  }

  /**
   * The plane through a point that two directions span.
   *
   * @throws DataException if they span none
   */
  public Plane plane(Place x, Direction u, Direction v) {
    double[] origin = boundaries.point(x);
    return network.remembered(
        "plane " + x + " " + u + " " + v,
        plane -> 2L * Double.BYTES * origin.length,
        () -> spanned(origin, x, u, v));
  }

  private Plane spanned(double[] origin, Place x, Direction u, Direction v) {
    double[] first = vector(x, u, null);
    double[] second = vector(x, v, first);
    if (!Plane.isSpanned(first, second)) {
      throw new DataException(
          "expected two directions that span a plane, found "
              + u
              + " and "
              + v
              + ", which are parallel or of no length; choose another one");
    }
    return Plane.spanned(origin, first, second);
  }

  /**
   * A direction's vector; one that is turned, as the unit vector that a rotation about the other
   * axis makes of it.
   */
  private double[] vector(
      Place x, Direction direction, double @org.jspecify.annotations.Nullable [] other) {
    double[] start = vector(x, direction.axis());
    if (direction.towards() == null) {
      return start;
    }
    double[] end = vector(x, direction.towards());
    double[] a = Vectors.normalize(across(start, other));
    double[] b = across(across(end, other), a);
    if (!(Vectors.norm(a) > 0 && Vectors.norm(b) > 1e-9 * Vectors.norm(end))) {
      throw new DataException(
          "expected a direction to turn towards, found "
              + direction.towards()
              + ", which lies in the plane; choose another one");
    }
    double angle = Math.toRadians(direction.degrees());
    return Vectors.addScaled(
        Vectors.scale(Math.cos(angle), a), Math.sin(angle), Vectors.normalize(b));
  }

  /** The part of v that is orthogonal to another vector, all of it if there is none. */
  private static double[] across(double[] v, double @org.jspecify.annotations.Nullable [] other) {
    if (other == null) {
      return v;
    }
    double[] unit = Vectors.normalize(other);
    return Vectors.addScaled(v, -Vectors.dot(v, unit), unit);
  }

  private double[] vector(Place x, Axis axis) {
    return switch (axis.kind()) {
      case NEAREST -> boundaries.found(x).perturbation();
      case IMAGE ->
          Vectors.subtract(
              network.image(requireNonNull(axis.image(), "an image's direction has one")),
              boundaries.point(x));
      case LARGEST -> curvatures.at(x).direction(axis.number());
      case SMALLEST -> curvatures.at(x).direction(-axis.number());
      case SHARED -> shared.direction(axis.number());
      case RANDOM -> random(axis.number());
      case ACROSS ->
          ImageGradient.horizontal(boundaries.point(x), network.experiment().images().shape());
      case DOWN ->
          ImageGradient.vertical(boundaries.point(x), network.experiment().images().shape());
    };
  }

  /** The same for every point, so that planes of different points can be compared. */
  private double[] random(int number) {
    SplittableRandom random =
        Seeds.random(network.experiment().seed(), "explorer-direction", number);
    double[] v = new double[network.experiment().classifier().dimension()];
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextGaussian();
    }
    return Vectors.normalize(v);
  }
}
