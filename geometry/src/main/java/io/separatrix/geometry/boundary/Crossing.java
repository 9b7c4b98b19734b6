package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Vectors;

/**
 * Where a ray from x leaves a region, see {@link RayExits}.
 *
 * @param direction the ray's unit vector
 * @param length distance from x at which the ray is outside, or on the boundary
 * @param logits the logits there
 */
record Crossing(double[] direction, double length, double[] logits) {

  /** {@code length direction}. */
  double[] perturbation() {
    return Vectors.scale(length, direction);
  }
}
