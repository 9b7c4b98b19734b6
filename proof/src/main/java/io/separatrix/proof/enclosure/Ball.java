package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remainder as a whole: {@code ||e||_2} of a tensor is bounded by one number, and a linear map
 * makes of it at most its norm times as much. In a ResNet that is far less than what |W| makes of a
 * bound for each neuron, in a SqueezeNet far more: where there are such bounds they go on through
 * |W|, and whichever is smaller counts.
 */
final class Ball extends Remainder {

  /** The few roundings in the bounds themselves, in either mode. */
  private static final double ABOVE = 1 + 0x1p-40;

  /** A bound below this counts as this, so that no square underflows. */
  private static final double SMALLEST = 1e-150;

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
    double @Nullable [][] rows = throughEach(map, parts);
    if (norms != null) {
      rows = rows == null ? new double[norms.length][] : rows;
      for (int i = 0; i < rows.length; i++) {
        double[] row = new double[radius.length];
        for (int b = 0; b < row.length; b++) {
          row[b] = norms[i] * radius[b];
          if (rows[i] != null && rows[i][b] < row[b]) {
            row[b] = rows[i][b];
          }
        }
        rows[i] = row;
      }
    }
    return with(grown(grown, 1, injection), rows == null ? null : above(sum(rows, injection)));
  }

  /** Bounds for each neuron through |W|, where all parts have them. */
  private static double @Nullable [][] throughEach(LinearMap map, List<Remainder> parts) {
    List<double[][]> all = new ArrayList<>();
    for (Remainder part : parts) {
      double @Nullable [][] own = ((Ball) part).each;
      if (own == null) {
        return null;
      }
      all.add(own);
    }
    return map.absolute(all, ((Ball) parts.get(0)).radius.length);
  }

  /** The ball with bounds for each neuron, whose norm may be the smaller one. */
  private static Ball with(double[] radius, double @Nullable [][] each) {
    if (each == null) {
      return new Ball(radius, null);
    }
    double[] norm = grown(new double[radius.length], 0, each);
    for (int b = 0; b < norm.length; b++) {
      norm[b] = norm[b] < radius[b] ? norm[b] : radius[b];
    }
    for (double[] row : each) {
      for (int b = 0; b < norm.length; b++) {
        row[b] = row[b] < norm[b] ? row[b] : norm[b];
      }
    }
    return new Ball(norm, each);
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
    return with(grown(stretched, 1, injection), above(sum(rows, injection)));
  }

  @Override
  Ball maximum(int[][] windows, int overlap, double @Nullable [][] injection) {
    double[] grown = grown(radius, Math.sqrt(overlap), injection);
    if (each == null) {
      return new Ball(grown, null);
    }
    double[][] largest = new double[windows.length][radius.length];
    for (int i = 0; i < windows.length; i++) {
      for (int neuron : windows[i]) {
        for (int b = 0; b < radius.length; b++) {
          largest[i][b] = Math.max(largest[i][b], each[neuron][b]);
        }
      }
    }
    return with(grown, above(sum(largest, injection)));
  }

  @Override
  Ball plus(double[][] injection) {
    return with(grown(radius, 1, injection), each == null ? null : above(sum(each, injection)));
  }

  /** A norm of which nothing is known makes nothing of nothing. */
  private static double stretched(double norm, double r) {
    return r == 0 ? 0 : norm * r;
  }

  private static double[] grown(double[] radius, double factor, double @Nullable [][] injection) {
    double[] grown = new double[radius.length];
    double above = ABOVE;
    if (injection != null) {
      above *= Rounding.RIGOROUS.above(injection.length);
      for (double[] row : injection) {
        for (int b = 0; b < grown.length; b++) {
          double size = row[b] == 0 ? 0 : Math.max(row[b], SMALLEST);
          grown[b] += size * size;
        }
      }
    }
    for (int b = 0; b < grown.length; b++) {
      grown[b] = (factor * radius[b] + Math.sqrt(grown[b])) * above;
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
