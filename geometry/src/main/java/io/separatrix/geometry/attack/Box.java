package io.separatrix.geometry.attack;

import java.util.Arrays;

/**
 * The box {@code [low, high]^d} that an attack stays in.
 *
 * @param low least value of a coordinate, in input units
 * @param high largest value of a coordinate, in input units
 */
public record Box(double low, double high) {

  /** All of R^d: perturbed points need not be images. */
  public static final Box UNBOUNDED = new Box(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Box {
    if (!(low < high)) {
      throw new IllegalArgumentException("expected low < high, found " + low + " and " + high);
    }
  }

  /** The nearest point of the box, new; x is not modified. */
  public double[] clip(double[] x) {
    return Arrays.stream(x).map(value -> Math.max(low, Math.min(high, value))).toArray();
  }
}
