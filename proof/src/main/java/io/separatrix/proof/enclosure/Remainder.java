package io.separatrix.proof.enclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of e, the part of a value that is in no centre, slope or generator: rounding, and
 * chords' errors where they have no generators. Immutable.
 *
 * <p>Every operation is given an <i>injection</i>, bounds of the absolute error that it adds
 * itself: for each neuron and interval, or null for none.
 */
abstract class Remainder {

  /** A bound of {@code |e|} at one neuron. */
  abstract double at(int neuron, int interval);

  /**
   * After {@code e -> sum_i W_i e_i + injection}.
   *
   * @param parts the remainders e_i, of this one's kind
   */
  abstract Remainder through(LinearMap map, List<Remainder> parts, double @Nullable [][] injection);

  /**
   * After neuron-wise maps.
   *
   * @param factors for each neuron a bound of {@code |e'| / |e|}, for all intervals in turn
   */
  abstract Remainder scaled(double[][] factors, double @Nullable [][] injection);

  /**
   * After {@code max} over windows: {@code |e'| <= max |e|}.
   *
   * @param windows for each result the neurons of its window
   * @param overlap the most windows that one neuron is in
   */
  abstract Remainder maximum(int[][] windows, int overlap, double @Nullable [][] injection);

  /** With more at each neuron. */
  abstract Remainder plus(double[][] injection);

  static double[][] sum(double[][] bounds, double @Nullable [][] injection) {
    if (injection == null) {
      return bounds;
    }
    double[][] sum = new double[bounds.length][];
    for (int i = 0; i < sum.length; i++) {
      double[] row = new double[bounds[i].length];
      for (int b = 0; b < row.length; b++) {
        row[b] = bounds[i][b] + injection[i][b];
      }
      sum[i] = row;
    }
    return sum;
  }
}
