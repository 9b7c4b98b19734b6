package io.separatrix.benchmarks;

import io.separatrix.data.NpyWriter;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.BoundarySearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Boundary points of all images; their positions go to the file {@code points}. */
final class BoundaryPoints extends OnEngine {

  private final BoundarySearch search;
  private final Path file;

  BoundaryPoints(Request request, BoundarySearch search) {
    super(request, request.network());
    this.search = search;
    this.file = request.path("points");
  }

  @Override
  Map<String, Object> work() {
    List<BoundaryPoint> found =
        new Lockstep(classifier(), lanes()).map(List.of(images()), search::search);
    try {
      NpyWriter.writeRows(file, found.stream().map(BoundaryPoint::point).toArray(double[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
    return Map.of("items", found.size());
  }
}
