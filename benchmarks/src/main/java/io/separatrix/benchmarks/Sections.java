package io.separatrix.benchmarks;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Plane;
import java.util.List;
import java.util.Map;

/** Maps of labels on the plane through three images. */
final class Sections extends OnEngine {

  private final Grid grid;

  Sections(Request request) {
    super(request, request.network());
    int resolution = request.whole("resolution");
    double length = Vectors.distance(images()[0], images()[1]);
    this.grid = new Grid(0, length, -length / 2, length / 2, resolution, resolution);
  }

  @Override
  Map<String, Object> work() {
    Plane plane =
        Plane.spanned(
            images()[0],
            Vectors.subtract(images()[1], images()[0]),
            Vectors.subtract(images()[2], images()[0]));
    new Lockstep(classifier(), 1)
        .map(List.of(plane), (at, evaluator) -> CrossSection.of(at, grid, List.of(), evaluator));
    return Map.of("items", grid.rows() * grid.columns());
  }
}
