package io.separatrix.proof.enclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remainder with a bound for each neuron. A linear map sends it through |W|: good for networks of
 * few layers.
 */
final class Radii extends Remainder {

  private final double[][] radii;

  /** Sums of few bounds are rounded; this much more makes up for it, in either mode. */
  private static final double ABOVE = 1 + 0x1p-48;

  /**
   * @param radii for each neuron and interval; not modified
   */
  Radii(double[][] radii) {
    this.radii = radii;
  }

  @Override
  double at(int neuron, int interval) {
    return radii[neuron][interval];
  }

  @Override
  Radii plus(double[][] more) {
    return new Radii(above(sum(radii, more)));
  }

  @Override
  Radii through(LinearMap map, List<Remainder> parts, double @Nullable [][] injection) {
    List<double[][]> all = parts.stream().map(part -> ((Radii) part).radii).toList();
    return new Radii(above(sum(map.absolute(all, radii[0].length), injection)));
  }

  @Override
  Radii scaled(double[][] factors, double @Nullable [][] injection) {
    double[][] scaled = new double[radii.length][];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = new double[radii[i].length];
      for (int b = 0; b < scaled[i].length; b++) {
        scaled[i][b] = factors[i][b] * radii[i][b];
      }
    }
    return new Radii(above(sum(scaled, injection)));
  }

  @Override
  Radii maximum(int[][] windows, int overlap, double @Nullable [][] injection) {
    double[][] largest = new double[windows.length][];
    for (int i = 0; i < windows.length; i++) {
      double[] row = new double[radii[0].length];
      for (int neuron : windows[i]) {
        for (int b = 0; b < row.length; b++) {
          row[b] = Math.max(row[b], radii[neuron][b]);
        }
      }
      largest[i] = row;
    }
    return new Radii(above(sum(largest, injection)));
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
