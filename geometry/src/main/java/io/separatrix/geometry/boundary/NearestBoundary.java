package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;

/** The nearest point of another region, by DeepFool. */
public final class NearestBoundary implements BoundarySearch {

  private final DeepFool start = new DeepFool();

  @Override
  public BoundaryPoint search(double[] x, Evaluator evaluator) {
    return start.search(x, evaluator);
  }
}
