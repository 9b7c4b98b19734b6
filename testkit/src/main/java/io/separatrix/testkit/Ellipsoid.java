package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * {@code F = 1 - sum_i x_i^2 / a_i^2}: an ellipsoid around the origin, equal semi-axes allowed. The
 * nearest boundary point is {@code z_i = x_i a_i^2 / (a_i^2 + m)} with the one m above {@code -min
 * a_i^2} that puts it on the ellipsoid; all principal curvatures are negative.
 *
 * @param semiAxes a, positive, in input units; not modified
 */
public record Ellipsoid(double[] semiAxes) implements KnownRegion {

  public Ellipsoid {
    if (!Arrays.stream(semiAxes).allMatch(a -> a > 0)) {
      throw new IllegalArgumentException(
          "expected positive semi-axes, found " + Arrays.toString(semiAxes));
    }
  }

  private Quadric quadric() {
    return new Quadric(
        Arrays.stream(semiAxes).map(a -> -1 / (a * a)).toArray(), new double[semiAxes.length], 1);
  }

  @Override
  public int dimension() {
    return semiAxes.length;
  }

  @Override
  public ScalarField field() {
    return quadric().field();
  }

  @Override
  public double[] nearest(double[] x) {
    int shortest = shortest();
    double least = semiAxes[shortest] * semiAxes[shortest];
    double low = -least;
    double high = norm(x);
    double[] atLow = foot(x, low);
    if (value(atLow) >= 0) {
      // x is on the medial axis, on which the shortest axes have no part.
      atLow[shortest] = semiAxes[shortest] * Math.sqrt(value(atLow));
      return atLow;
    }
    while (true) {
      double m = low + (high - low) / 2;
      if (m <= low || m >= high) {
        return foot(x, high);
      }
      if (value(foot(x, m)) < 0) {
        low = m;
      } else {
        high = m;
      }
    }
  }

  private int shortest() {
    int shortest = 0;
    for (int i = 1; i < semiAxes.length; i++) {
      shortest = semiAxes[i] < semiAxes[shortest] ? i : shortest;
    }
    return shortest;
  }

  /** {@code ||a x||}: with this m the point is inside. */
  private double norm(double[] x) {
    double[] product = x.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= semiAxes[i];
    }
    return Vectors.norm(product);
  }

  private double value(double[] z) {
    return field().value(z);
  }

  /** {@code z_i = x_i a_i^2 / (a_i^2 + m)}, 0 where x_i is. */
  private double[] foot(double[] x, double m) {
    double[] z = new double[x.length];
    for (int i = 0; i < z.length; i++) {
      double squared = semiAxes[i] * semiAxes[i];
      z[i] = x[i] == 0 ? 0 : x[i] * (squared / (squared + m));
    }
    return z;
  }

  @Override
  public double[] principalCurvatures(double[] z) {
    return quadric().principalCurvatures(z);
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public boolean convex() {
    return true;
  }

  @Override
  public double insideShare(double[] a, double[] b) {
    return Chord.share(inUnits(a), inUnits(b), new double[dimension()], 1);
  }

  private double[] inUnits(double[] x) {
    double[] scaled = x.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= semiAxes[i];
    }
    return scaled;
  }
}
