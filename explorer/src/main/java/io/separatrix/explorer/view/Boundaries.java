package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.explorer.state.Place;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.region.Plane;

/** Points of the input space by their places, and their nearest boundary points. */
public final class Boundaries {

  private final Explored network;
  private final Directions directions;

  Boundaries(Explored network, Directions directions) {
    this.network = network;
    this.directions = directions;
  }

  /** The point of a place, length d; not to be modified. */
  public double[] point(Place place) {
    if (place.moves().isEmpty()) {
      return network.image(place.image());
    }
    return network.remembered(
        "point " + place, x -> (long) Double.BYTES * x.length, () -> moved(place));
  }

  private double[] moved(Place place) {
    Place.Move last = place.moves().get(place.moves().size() - 1);
    Plane plane = directions.plane(place.before(), last.u(), last.v());
    return plane.point(last.s(), last.t());
  }

  /** The nearest boundary point of a place; norm 0 where none was found. */
  public BoundaryPoint nearest(Place place) {
    double[] x = point(place);
    return network.remembered(
        "nearest " + place,
        found -> 2L * Double.BYTES * x.length,
        () -> network.ask(evaluator -> new NearestBoundary().search(x, evaluator)));
  }

  /**
   * The same where there is one.
   *
   * @throws DataException if none was found
   */
  public BoundaryPoint found(Place place) {
    BoundaryPoint nearest = nearest(place);
    if (!(nearest.norm() > 0)) {
      throw new DataException(
          "expected a boundary near x, found none; choose another image, or other directions");
    }
    return nearest;
  }
}
