package io.separatrix.proof.enclosure;

import org.jspecify.annotations.Nullable;

/**
 * The values of one tensor on each interval of a batch. For all {@code tau} and {@code eps} in [-1,
 * 1] there is an e within the remainder's bounds such that the value of a neuron is
 *
 * <pre>{@code
 * c + c' + s tau + sum_k g_k eps_k + e
 * }</pre>
 *
 * <p>with centre c, where it matters a second number c' below c's last place, a slope s in each
 * direction of the interval, and generators g. These numbers are exact as they stand: what rounding
 * kept them from being what the network's operators would make of the operands is in e. So each
 * rule has two parts, one in real arithmetic for centre, slopes and generators, one for e: how the
 * operator changes a given error, and what computing the others adds to it.
 */
final class Enclosure {

  private final Pass pass;
  private final int[] shape;
  private final double[][] affine;
  private final double @Nullable [][] low;
  private final double @Nullable [][] spread;
  private final @Nullable RowSource rows;
  private final Remainder remainder;

  /** As the other one, with centres of one number. */
  Enclosure(
      Pass pass,
      int[] shape,
      double[][] affine,
      double @Nullable [][] spread,
      @Nullable RowSource rows,
      Remainder remainder) {
    this(pass, shape, affine, null, spread, rows, remainder);
  }

  /**
   * @param shape extents without the batch axis
   * @param affine for each neuron (row-major) the centres of all intervals, then the slopes of each
   *     direction; not modified
   * @param low for each neuron and interval the centre's second number; null for none; not modified
   * @param spread for each neuron and interval a bound of {@code sum_k |g_k|}; null without
   *     generators
   * @param rows the generators; null without generators
   * @param remainder bounds of e
   */
  Enclosure(
      Pass pass,
      int[] shape,
      double[][] affine,
      double @Nullable [][] low,
      double @Nullable [][] spread,
      @Nullable RowSource rows,
      Remainder remainder) {
    this.pass = pass;
    this.shape = shape;
    this.affine = affine;
    this.low = low;
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

  /** Whether centres have a second number. */
  boolean hasLow() {
    return low != null;
  }

  /** The second number of a centre, 0 where there is none. */
  double low(int neuron, int interval) {
    return low == null ? 0 : low[neuron][interval];
  }

  /**
   * Whether linear maps of this give centres two numbers: where the rounding of one would be
   * multiplied by many layers, and a ball is there to hold it.
   */
  boolean exactCentres() {
    return pass.rounding() == Rounding.RIGOROUS && remainder instanceof Ball;
  }

  /** The same values with centres of one number. */
  Enclosure rounded() {
    if (low == null) {
      return this;
    }
    double[][] sizes = new double[neurons()][pass.intervals()];
    for (int n = 0; n < sizes.length; n++) {
      for (int b = 0; b < pass.intervals(); b++) {
        sizes[n][b] = Math.abs(low[n][b]);
      }
    }
    return new Enclosure(pass, shape, affine, spread, rows, remainder.plus(sizes));
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

  /** A bound of {@code |c'| + sum |s| + sum |g|}, rounding of the sum included. */
  double deviation(int neuron, int interval) {
    double sum = slopes(neuron, interval) + (spread == null ? 0 : spread[neuron][interval]);
    return (sum + Math.abs(low(neuron, interval))) * pass.rounding().above(pass.slopes() + 2);
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
    return new Enclosure(pass, shape, affine, low, exact, (b, needed) -> all[b], remainder);
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
}
