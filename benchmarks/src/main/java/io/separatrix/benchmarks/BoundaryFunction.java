package io.separatrix.benchmarks;

import io.separatrix.geometry.LogitCombination;

/**
 * {@code F = f_label - f_adjacent} of the first image, which the driver puts on the boundary.
 *
 * @param f of the two classes that the request names
 * @param z the image
 */
record BoundaryFunction(LogitCombination f, double[] z) {

  static BoundaryFunction of(Request request, double[][] images) {
    return new BoundaryFunction(
        LogitCombination.difference(request.whole("label"), request.whole("adjacent")), images[0]);
  }
}
