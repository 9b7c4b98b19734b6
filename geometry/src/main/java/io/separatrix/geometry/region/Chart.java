package io.separatrix.geometry.region;

/** A map from two coordinates in input units to points of the input space. */
@FunctionalInterface
public interface Chart {

  /** The point at (s, t), new, length d. */
  double[] point(double s, double t);
}
