package io.separatrix.proof.enclosure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remainder as a whole: {@code ||e||_2} of a tensor is bounded by one number, and a linear map
 * makes of it at most its norm times as much. In deep networks that is far less than what |W| makes
 * of a bound for each neuron.
 */
final class Ball extends Remainder {

  /** The few roundings in the bounds themselves, in either mode. */
  private static final double ABOVE = 1 + 0x1p-40;

  private final double[] radius;
  private final double @Nullable [][] each;

  /**
   * @param radius for each interval a bound of the L2 norm; not modified
   * @param each for each neuron and interval a bound of its own, where there is one; not modified
   */
  Ball(double[] radius, double @Nullable [][] each) {
    this.radius = radius;
    this.each = each;
  }

  /** The ball of errors with bounds for each neuron. */
  static Ball of(double[][] injection, int intervals) {
    return new Ball(grown(new double[intervals], 0, injection), injection);
  }

  @Override
  double at(int neuron, int interval) {
    return each == null ? radius[interval] : Math.min(each[neuron][interval], radius[interval]);
  }

  /** A bound of the L2 norm over all neurons. */
  double radius(int interval) {
    return radius[interval];
  }

  @Override
  Ball through(LinearMap map, List<Remainder> parts, double @Nullable [][] injection) {
    double[] grown = new double[radius.length];
    for (int b = 0; b < radius.length; b++) {
      double sum = 0;
      double square = 0;
      for (int part = 0; part < parts.size(); part++) {
        double r = ((Ball) parts.get(part)).radius[b];
        sum += stretched(map.norm(part), r);
        square += r * r;
      }
      grown[b] = Math.min(sum, stretched(map.norm(), Math.sqrt(square)));
    }
    double @Nullable [] norms = map.rowNorms();
    if (norms == null) {
      return new Ball(grown(grown, 1, injection), null);
    }
    double[][] rows = new double[norms.length][radius.length];
    for (int i = 0; i < rows.length; i++) {
      for (int b = 0; b < radius.length; b++) {
        rows[i][b] = norms[i] * radius[b];
      }
    }
    return new Ball(grown(grown, 1, injection), above(sum(rows, injection)));
  }

  @Override
  Ball scaled(double[][] factors, double @Nullable [][] injection) {
    double[] largest = new double[radius.length];
    double[][] rows = new double[factors.length][radius.length];
    for (int i = 0; i < rows.length; i++) {
      for (int b = 0; b < radius.length; b++) {
        largest[b] = Math.max(largest[b], factors[i][b]);
        rows[i][b] = factors[i][b] * at(i, b);
      }
    }
    double[] stretched = new double[radius.length];
    for (int b = 0; b < radius.length; b++) {
      stretched[b] = largest[b] * radius[b];
    }
    return new Ball(grown(stretched, 1, injection), above(sum(rows, injection)));
  }

  @Override
  Ball maximum(int[][] windows, int overlap, double @Nullable [][] injection) {
    return new Ball(grown(radius, Math.sqrt(overlap), injection), null);
  }

  @Override
  Ball repeated(int intervals) {
    double[] repeated = new double[intervals];
    Arrays.fill(repeated, radius[0]);
    return new Ball(repeated, null);
  }

  /** A norm of which nothing is known makes nothing of nothing. */
  private static double stretched(double norm, double r) {
    return r == 0 ? 0 : norm * r;
  }

  private static double[] grown(double[] radius, double factor, double @Nullable [][] injection) {
    double[] grown = new double[radius.length];
    if (injection != null) {
      for (double[] row : injection) {
        for (int b = 0; b < grown.length; b++) {
          grown[b] += row[b] * row[b];
        }
      }
    }
    for (int b = 0; b < grown.length; b++) {
      grown[b] = (factor * radius[b] + Math.sqrt(grown[b])) * ABOVE;
    }
    return grown;
  }

  private static double[][] above(double[][] bounds) {
    for (double[] row : bounds) {
      for (int b = 0; b < row.length; b++) {
        row[b] *= ABOVE;
      }
    }
    return bounds;
  }
}
