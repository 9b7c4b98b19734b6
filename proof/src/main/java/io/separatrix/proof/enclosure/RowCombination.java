package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generator rows through sparse maps. For one thread. */
final class RowCombination {

  private final List<Rows> sources;
  private final int[][] slots;
  private final Rows.Union unions;
  private final List<int[]> lists = new ArrayList<>();
  private final List<int[]> touched = new ArrayList<>();
  private int[] union = new int[0];
  private int[] @Nullable [] places = new int[16][];

  /**
   * @param channels channels of each operand
   * @param generators numbers of generators are below this
   */
  RowCombination(List<Rows> sources, int[] channels, int generators) {
    this.sources = sources;
    this.unions = new Rows.Union(generators);
    this.slots = new int[channels.length][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new int[sources.get(i).ids().length];
    }
  }

  /** The rows of the results that are needed, null for all. */
  Rows of(SparseRule.Terms[] terms, int channels, boolean @Nullable [] needed) {
    int pixels = terms.length / channels;
    int[][] ids = new int[pixels][];
    double[] @Nullable [][] values = new double[pixels][channels][];
    for (int p = 0; p < pixels; p++) {
      collect(terms, channels, pixels, p, needed);
      ids[p] = union;
      for (int c = 0; c < channels && union.length > 0; c++) {
        int n = c * pixels + p;
        if (needed == null || needed[n]) {
          values[p][c] = combined(terms[n]);
        }
      }
      touched.forEach(slot -> slots[slot[0]][slot[1]] = 0);
    }
    return new Rows(ids, values);
  }

  /** The union of the generators at all pixels that one pixel's results read. */
  private void collect(
      SparseRule.Terms[] terms, int channels, int pixels, int p, boolean @Nullable [] needed) {
    lists.clear();
    touched.clear();
    for (int c = 0; c < channels; c++) {
      int n = c * pixels + p;
      if (needed != null && !needed[n]) {
        continue;
      }
      for (int i = 0; i < terms[n].neurons().length; i++) {
        int operand = terms[n].operands()[i];
        int pixel = terms[n].neurons()[i] % slots[operand].length;
        int[] at = sources.get(operand).ids()[pixel];
        if (slots[operand][pixel] == 0 && at.length > 0) {
          touched.add(new int[] {operand, pixel});
          lists.add(at);
          slots[operand][pixel] = touched.size();
        }
      }
    }
    union = unions.of(lists);
    if (places.length < lists.size()) {
      places = new int[2 * lists.size()][];
    }
    Arrays.fill(places, null);
  }

  private double @Nullable [] combined(SparseRule.Terms terms) {
    double[] sum = null;
    for (int i = 0; i < terms.neurons().length; i++) {
      int operand = terms.operands()[i];
      int pixel = terms.neurons()[i] % slots[operand].length;
      Rows source = sources.get(operand);
      double[] from = source.values()[pixel][terms.neurons()[i] / slots[operand].length];
      int[] ids = source.ids()[pixel];
      if (from == null || ids.length == 0) {
        continue;
      }
      double w = terms.factors()[i];
      if (w == 1 && ids == union && terms.neurons().length == 1) {
        return from;
      }
      if (sum == null) {
        sum = new double[union.length];
      }
      if (ids == union) {
        for (int k = 0; k < sum.length; k++) {
          sum[k] += w * from[k];
        }
      } else {
        int slot = slots[operand][pixel] - 1;
        int[] at = places[slot];
        if (at == null) {
          at = unions.places(ids, union);
          places[slot] = at;
        }
        for (int k = 0; k < at.length; k++) {
          sum[at[k]] += w * from[k];
        }
      }
    }
    return sum;
  }
}
