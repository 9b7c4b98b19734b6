package io.separatrix.proof.enclosure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one tensor on each interval of a batch. For all {@code tau} and {@code eps} in [-1,
 * 1] there is an e within the remainder's bounds such that the value of a neuron is
 *
 * <pre>{@code
 * c + s tau + sum_k g_k eps_k + e
 * }</pre>
 *
 * <p>with centre c, a slope s in each direction of the interval, and generators g. The numbers c, s
 * and g are exact as they stand: what rounding kept them from being what the network's operators
 * would make of the operands is in e. So each rule has two parts, one in real arithmetic for the
 * first three, one for e: how the operator changes a given error, and what computing c, s and g
 * adds to it.
 */
final class Enclosure {

  private final Pass pass;
  private final int[] shape;
  private final double[][] affine;
  private final double @Nullable [][] spread;
  private final @Nullable RowSource rows;
  private final Remainder remainder;

  /**
   * @param shape extents without the batch axis
   * @param affine for each neuron (row-major) the centres of all intervals, then the slopes of each
   *     direction; not modified
   * @param spread for each neuron and interval a bound of {@code sum_k |g_k|}; null without
   *     generators
   * @param rows the generators; null without generators
   * @param remainder bounds of e
   */
  Enclosure(
      Pass pass,
      int[] shape,
      double[][] affine,
      double @Nullable [][] spread,
      @Nullable RowSource rows,
      Remainder remainder) {
    this.pass = pass;
    this.shape = shape;
    this.affine = affine;
    this.spread = spread;
    this.rows = rows;
    this.remainder = remainder;
  }

  Pass pass() {
    return pass;
  }

  int[] shape() {
    return shape;
  }

  int neurons() {
    return affine.length;
  }

  /** First extent; 1 for a scalar. */
  int channels() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Neurons of one channel. */
  int pixels() {
    return channels() == 0 ? 0 : neurons() / channels();
  }

  double[][] affine() {
    return affine;
  }

  double @Nullable [][] spread() {
    return spread;
  }

  Remainder remainder() {
    return remainder;
  }

  boolean hasRows() {
    return rows != null;
  }

  /** The rows of an interval; none where the interval is given up. */
  Rows rows(int interval, boolean @Nullable [] needed) {
    return rows == null || pass.abandoned(interval)
        ? Rows.none(channels(), pixels())
        : rows.rows(interval, needed);
  }

  /** {@code sum |s|} over the directions. */
  double slopes(int neuron, int interval) {
    double[] lanes = affine[neuron];
    if (pass.slopes() == 1) {
      return Math.abs(lanes[pass.intervals() + interval]);
    }
    double sum = 0;
    for (int lane = pass.intervals() + interval; lane < lanes.length; lane += pass.intervals()) {
      sum += Math.abs(lanes[lane]);
    }
    return sum;
  }

  /** A bound of {@code sum |s| + sum |g|}, rounding of the sum included. */
  double deviation(int neuron, int interval) {
    double sum = slopes(neuron, interval) + (spread == null ? 0 : spread[neuron][interval]);
    return sum * pass.rounding().above(pass.slopes() + 1);
  }

  /** The same values with all rows computed and spreads from them. */
  Enclosure settled() {
    if (rows == null) {
      return this;
    }
    Rows[] all = new Rows[pass.intervals()];
    double[][] exact = new double[neurons()][pass.intervals()];
    for (int b = 0; b < all.length; b++) {
      all[b] = rows(b, null);
      spreads(all[b], b, exact);
    }
    return new Enclosure(pass, shape, affine, exact, (b, needed) -> all[b], remainder);
  }

  /** Fills in one interval's {@code sum_k |g_k|}, rounding of the sum included. */
  void spreads(Rows of, int interval, double[][] target) {
    int pixels = pixels();
    for (int p = 0; p < pixels; p++) {
      double above = pass.rounding().above(of.ids()[p].length);
      for (int c = 0; c < channels(); c++) {
        target[c * pixels + p][interval] = Rows.absolute(of.values()[p][c]) * above;
      }
    }
  }

  /**
   * The values on parts of the interval, from an enclosure of one interval without generators. With
   * {@code tau = m + h tau'}: c + m s + h s tau'. Exact but for the rounding of c + m s (two), h
   * being a power of two and m exact.
   *
   * @param to the pass of the parts
   * @param middle for each part and direction the middle in [-1, 1]
   * @param half for each part and direction the half-width, a power of two
   */
  Enclosure restricted(Pass to, double[][] middle, double[][] half) {
    int parts = to.intervals();
    double[][] narrow = new double[neurons()][to.lanes()];
    double[][] injection = new double[neurons()][parts];
    double gamma = to.rounding().gamma(to.slopes() + 2);
    for (int n = 0; n < narrow.length; n++) {
      double[] wide = affine[n];
      for (int b = 0; b < parts; b++) {
        double centre = wide[0];
        double magnitude = Math.abs(wide[0]);
        for (int j = 0; j < to.slopes(); j++) {
          double slope = wide[1 + j];
          centre += middle[b][j] * slope;
          magnitude += Math.abs(slope);
          narrow[n][(1 + j) * parts + b] = half[b][j] * slope;
        }
        narrow[n][b] = centre;
        injection[n][b] = gamma * magnitude + to.rounding().tiny();
      }
    }
    Remainder repeated = remainder.repeated(parts);
    double[][] ones = new double[neurons()][parts];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    return new Enclosure(to, shape, narrow, null, null, repeated.scaled(ones, injection));
  }
}
