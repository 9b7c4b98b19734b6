package io.separatrix.proof.enclosure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Generator rows through a chord at each neuron, {@code lambda g} and a new generator h: of one
 * interval. For one thread.
 */
final class ChordRows {

  /** A pixel that this share of all generators reach is treated as if all did. */
  private static final double MOST = 0.6;

  /** An interval with more coefficients in one layer's rows is given up: they take 1.6 GB. */
  private static final long MOST_COEFFICIENTS = 200_000_000;

  private final Rows rows;
  private final int channels;
  private final double[] slopes;
  private final double[] halves;
  private final int[] first;
  private final int[] all;
  private final int[][] ids;

  /**
   * Numbers the new generators.
   *
   * @param rows before the chords
   * @param slopes for each neuron lambda
   * @param halves for each neuron h, 0 for none
   */
  ChordRows(Rows rows, int channels, double[] slopes, double[] halves, Pass pass, int interval) {
    this.rows = rows;
    this.channels = channels;
    this.slopes = slopes;
    this.halves = halves;
    int pixels = rows.ids().length;
    this.first = new int[pixels];
    for (int p = 0; p < pixels; p++) {
      first[p] = pass.generators(interval);
      for (int c = 0; c < channels; c++) {
        if (halves[c * pixels + p] > 0) {
          pass.newGenerator(interval);
        }
      }
    }
    this.all = new int[pass.generators(interval)];
    Arrays.setAll(all, i -> i);
    this.ids = new int[pixels][];
    for (int p = 0; p < pixels; p++) {
      int next = p + 1 < pixels ? first[p + 1] : all.length;
      ids[p] = extended(rows.ids()[p], first[p], next - first[p]);
    }
  }

  /**
   * The generators of a pixel with the new ones, whose numbers follow each other. Pixels that most
   * generators reach share one list of all, so that their rows go together as they are.
   */
  private int[] extended(int[] old, int from, int fresh) {
    int length = old.length + fresh;
    if (length > MOST * all.length) {
      return all;
    }
    if (fresh == 0) {
      return old;
    }
    int[] extended = Arrays.copyOf(old, length);
    for (int i = 0; i < fresh; i++) {
      extended[old.length + i] = from + i;
    }
    return extended;
  }

  /** Generators that reach a pixel afterwards. */
  int reach(int pixel) {
    return ids[pixel].length;
  }

  /** Whether the rows are more than memory should hold. */
  boolean tooMany() {
    long count = 0;
    for (int p = 0; p < ids.length; p++) {
      for (int c = 0; c < channels; c++) {
        int n = c * ids.length + p;
        boolean moved = rows.values()[p][c] != null && slopes[n] != 0;
        count += moved || halves[n] > 0 ? ids[p].length : 0;
      }
    }
    return count > MOST_COEFFICIENTS;
  }

  /** The rows behind the chords. */
  Rows rows() {
    double[] @Nullable [][] values = new double[ids.length][channels][];
    for (int p = 0; p < ids.length; p++) {
      int at = rows.ids()[p].length;
      int @Nullable [] places = null;
      if (ids[p] == all) {
        // All generators: each is at its number.
        places = rows.ids()[p];
        at = first[p];
      }
      for (int c = 0; c < channels; c++) {
        int n = c * ids.length + p;
        double[] row = scaled(rows.values()[p][c], slopes[n], places, ids[p].length, halves[n] > 0);
        if (row != null && halves[n] > 0) {
          row[at++] = halves[n];
        }
        values[p][c] = row;
      }
    }
    return new Rows(ids, values);
  }

  private static double @Nullable [] scaled(
      double @Nullable [] coefficients,
      double slope,
      int @Nullable [] places,
      int length,
      boolean own) {
    if (coefficients == null || slope == 0) {
      return own ? new double[length] : null;
    }
    if (slope == 1 && length == coefficients.length) {
      return coefficients;
    }
    double[] scaled = new double[length];
    if (places == null) {
      for (int i = 0; i < coefficients.length; i++) {
        scaled[i] = slope * coefficients[i];
      }
      return scaled;
    }
    for (int i = 0; i < coefficients.length; i++) {
      scaled[places[i]] = slope * coefficients[i];
    }
    return scaled;
  }
}
