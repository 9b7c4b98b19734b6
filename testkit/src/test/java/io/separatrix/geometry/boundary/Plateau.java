package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.ScalarField;

/** {@code exp(-||x||^2)}: positive everywhere, so that a search never arrives. */
final class Plateau implements ScalarField {

  @Override
  public double value(double[] x) {
    return Math.exp(-Vectors.dot(x, x));
  }

  @Override
  public double[] gradient(double[] x) {
    return Vectors.scale(-2 * value(x), x);
  }

  @Override
  public double[] hessianVector(double[] x, double[] v) {
    double value = value(x);
    return Vectors.addScaled(Vectors.scale(-2 * value, v), 4 * value * Vectors.dot(x, v), x);
  }
}
