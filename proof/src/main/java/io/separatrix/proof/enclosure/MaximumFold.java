package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The maximum of one window on one interval, folded by pairs. For one thread. */
final class MaximumFold {

  private final Enclosure x;
  private final Pass pass;
  private final int interval;
  private final double[] affine;
  private double low;
  private final Scalar.Chord chord = new Scalar.Chord();
  private double @Nullable [] row;
  private double rowSum;
  private double half;
  private double injection;
  private int[] union = new int[0];
  private @Nullable Rows rows;
  private final Rows.Union unions;

  MaximumFold(Enclosure x, int interval) {
    this.x = x;
    this.pass = x.pass();
    this.interval = interval;
    this.unions = new Rows.Union(pass.generators(interval));
    this.affine = new double[1 + pass.slopes()];
  }

  /** Folds a window; without rows. */
  void over(int[] window) {
    int first = largest(window);
    start(first);
    for (int neuron : window) {
      if (neuron != first) {
        join(neuron);
      }
    }
  }

  /** Writes centre and slopes, and the error where it has no generator. */
  void store(double[] lanes, double @Nullable [] lows, double[] injections) {
    if (lows != null) {
      lows[interval] = low;
    }
    for (int j = 0; j < affine.length; j++) {
      lanes[j * pass.intervals() + interval] = affine[j];
    }
    injections[interval] = injection + half;
  }

  /** Folds all windows with their rows; each error is a new generator. */
  Rows withRows(
      int[][] windows,
      int channels,
      int pixels,
      double[][] lanes,
      double @Nullable [][] lows,
      double[][] injections) {
    Rows source = x.rows(interval, null);
    rows = source;
    int[][] ids = new int[pixels][];
    double[] @Nullable [][] values = new double[pixels][channels][];
    List<int[]> lists = new ArrayList<>();
    double[] halves = new double[channels];
    for (int p = 0; p < pixels; p++) {
      lists.clear();
      for (int c = 0; c < channels; c++) {
        for (int neuron : windows[c * pixels + p]) {
          int[] at = source.ids()[neuron % x.pixels()];
          if (at.length > 0 && !lists.contains(at)) {
            lists.add(at);
          }
        }
      }
      union = unions.of(lists);
      int fresh = 0;
      for (int c = 0; c < channels; c++) {
        int n = c * pixels + p;
        over(windows[n]);
        halves[c] = pass.generators() && !pass.abandoned(interval) ? half : 0;
        half -= halves[c];
        fresh += halves[c] > 0 ? 1 : 0;
        store(lanes[n], lows == null ? null : lows[n], injections[n]);
        values[p][c] = row;
      }
      ids[p] = fresh == 0 ? union : Arrays.copyOf(union, union.length + fresh);
      for (int c = 0, at = union.length; c < channels && fresh > 0; c++) {
        double[] old = values[p][c];
        double[] longer = old == null ? null : Arrays.copyOf(old, ids[p].length);
        if (halves[c] > 0) {
          longer = longer == null ? new double[ids[p].length] : longer;
          ids[p][at] = pass.newGenerator(interval);
          longer[at++] = halves[c];
        }
        values[p][c] = longer;
      }
    }
    return new Rows(ids, values);
  }

  private int largest(int[] window) {
    int largest = window[0];
    for (int neuron : window) {
      if (x.affine()[neuron][interval] > x.affine()[largest][interval]) {
        largest = neuron;
      }
    }
    return largest;
  }

  private void start(int neuron) {
    for (int j = 0; j < affine.length; j++) {
      affine[j] = x.affine()[neuron][j * pass.intervals() + interval];
    }
    low = x.low(neuron, interval);
    row = rowOf(neuron);
    rowSum = Rows.absolute(row);
    half = 0;
    injection = 0;
  }

  /** The coefficients of a neuron in the order of the union. */
  private double @Nullable [] rowOf(int neuron) {
    if (rows == null || union.length == 0) {
      return null;
    }
    int pixel = neuron % x.pixels();
    double[] coefficients = rows.values()[pixel][neuron / x.pixels()];
    int[] ids = rows.ids()[pixel];
    if (coefficients == null || ids == union) {
      return coefficients;
    }
    double[] spread = new double[union.length];
    int[] places = unions.places(ids, union);
    for (int k = 0; k < places.length; k++) {
      spread[places[k]] = coefficients[k];
    }
    return spread;
  }

  /** {@code max(y, x) = y + relu(x - y)}. */
  private void join(int neuron) {
    double[] from = x.affine()[neuron];
    double difference = from[interval] - affine[0];
    double size = Math.abs(from[interval]) + Math.abs(affine[0]);
    double otherLow = x.low(neuron, interval);
    double deviation = Math.abs(low) + Math.abs(otherLow);
    double total = deviation;
    for (int j = 1; j < affine.length; j++) {
      double slope = from[j * pass.intervals() + interval];
      deviation += Math.abs(slope - affine[j]);
      total += Math.abs(slope) + Math.abs(affine[j]);
    }
    if (surelyBelow(difference, total + x.deviation(neuron, interval) + rowSum, size)) {
      return;
    }
    double @Nullable [] other = rowOf(neuron);
    double otherSum = Rows.absolute(other);
    deviation += difference(other);
    int length = union.length + affine.length;
    double slack = pass.rounding().gamma(length + 4) * (size + total + rowSum + otherSum);
    double reach = deviation + slack;
    double least = Math.nextDown(difference - reach);
    double most = Math.nextUp(difference + reach);
    if (most <= 0 || (reach == 0 && difference == 0)) {
      // The second: what ReLU has cut off is the same 0 everywhere in many a window.
      return;
    }
    PiecewiseLinear.RELU.chord(least, most, chord);
    double slope = chord.slope;
    if (slope == 1 && chord.half == 0) {
      for (int j = 0; j < affine.length; j++) {
        affine[j] = from[j * pass.intervals() + interval];
      }
      low = otherLow;
      row = other;
      rowSum = otherSum;
      return;
    }
    for (int j = 0; j < affine.length; j++) {
      affine[j] += slope * (from[j * pass.intervals() + interval] - affine[j]);
    }
    affine[0] += chord.middle;
    low += slope * (otherLow - low);
    half += chord.half;
    // A centre meets four roundings; the row's sum as many as it has terms, to be sure.
    injection +=
        pass.rounding().gamma(8) * (size + chord.middle)
            + pass.rounding().gamma(length + 6) * (total + rowSum + otherSum)
            + pass.rounding().tiny();
    if (other != null || row != null) {
      double[] mixed = new double[union.length];
      for (int k = 0; k < mixed.length; k++) {
        double y = row == null ? 0 : row[k];
        mixed[k] = y + slope * ((other == null ? 0 : other[k]) - y);
      }
      row = mixed;
      rowSum = Rows.absolute(mixed);
    }
  }

  private static boolean surelyBelow(double difference, double deviation, double size) {
    return difference + deviation + 0x1p-40 * (size + deviation) < 0;
  }

  private double difference(double @Nullable [] other) {
    if (other == null || row == null) {
      return Rows.absolute(other) + rowSum;
    }
    double sum = 0;
    for (int k = 0; k < other.length; k++) {
      sum += Math.abs(other[k] - row[k]);
    }
    return sum;
  }
}
