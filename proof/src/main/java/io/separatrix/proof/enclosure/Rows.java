package io.separatrix.proof.enclosure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generator rows of one interval at one tensor of channels x pixels: for each pixel the generators
 * that reach it, and for each of its channels their coefficients.
 *
 * @param ids for each pixel the generators' numbers, ascending; not modified
 * @param values for each pixel and channel the coefficients in the order of {@code ids}; null for a
 *     neuron that no generator moves; not modified
 */
record Rows(int[][] ids, double[] @Nullable [][] values) {

  private static final int[] NO_IDS = new int[0];

  /** No generators. */
  static Rows none(int channels, int pixels) {
    int[][] ids = new int[pixels][];
    double[] @Nullable [][] values = new double[pixels][][];
    for (int p = 0; p < pixels; p++) {
      ids[p] = NO_IDS;
      values[p] = new double[channels][];
    }
    return new Rows(ids, values);
  }

  /**
   * Bounds of {@code sum_i |g_i|} without rounding: the sum of a neuron's absolute coefficients.
   */
  static double absolute(double @Nullable [] coefficients) {
    if (coefficients == null) {
      return 0;
    }
    // Eight sums at once: a single one waits for itself.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= coefficients.length; i += 8) {
      s0 += Math.abs(coefficients[i]);
      s1 += Math.abs(coefficients[i + 1]);
      s2 += Math.abs(coefficients[i + 2]);
      s3 += Math.abs(coefficients[i + 3]);
      s4 += Math.abs(coefficients[i + 4]);
      s5 += Math.abs(coefficients[i + 5]);
      s6 += Math.abs(coefficients[i + 6]);
      s7 += Math.abs(coefficients[i + 7]);
    }
    for (; i < coefficients.length; i++) {
      s0 += Math.abs(coefficients[i]);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** The union of lists of generators, and where in it each one is. */
  static final class Union {
    private final int[] place;
    private int[] buffer = new int[64];

    /**
     * @param generators numbers are below this
     */
    Union(int generators) {
      this.place = new int[generators];
    }

    /** The union, ascending; one of the lists itself where that is all. */
    int[] of(List<int[]> lists) {
      int[] first = lists.isEmpty() ? NO_IDS : lists.get(0);
      boolean same = true;
      int longest = 0;
      for (int[] list : lists) {
        same &= list == first;
        longest = Math.max(longest, list.length);
      }
      if (same) {
        return first;
      }
      if (longest == place.length) {
        for (int[] list : lists) {
          if (list.length == longest) {
            return list;
          }
        }
      }
      int count = 0;
      for (int[] list : lists) {
        for (int id : list) {
          if (place[id] == 0) {
            place[id] = 1;
            if (count == buffer.length) {
              buffer = Arrays.copyOf(buffer, 2 * count);
            }
            buffer[count++] = id;
          }
        }
      }
      for (int i = 0; i < count; i++) {
        place[buffer[i]] = 0;
      }
      for (int[] list : lists) {
        if (list.length == count) {
          return list;
        }
      }
      int[] union = Arrays.copyOf(buffer, count);
      Arrays.sort(union);
      return union;
    }

    /** Where in the union each of the ids is. */
    int[] places(int[] ids, int[] union) {
      if (union.length == place.length) {
        // All generators: each is at its number.
        return ids;
      }
      int[] places = new int[ids.length];
      int at = 0;
      for (int i = 0; i < ids.length; i++) {
        while (union[at] != ids[i]) {
          at++;
        }
        places[i] = at++;
      }
      return places;
    }
  }
}
