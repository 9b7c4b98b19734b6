package io.separatrix.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a batch is cut into the pieces that are evaluated at one time.
 *
 * @param most rows of a chunk at most, a multiple of {@code multiple}
 * @param multiple each chunk's rows are filled up to a multiple of it
 * @param workers chunks that are evaluated side by side
 */
record Chunks(int most, int multiple, int workers) {

  /** Consecutive rows of a batch. */
  record Range(int from, int to) {

    /** Results of these rows; there may be more, of rows added to fill up. */
    <T> void put(T[] results, T[] all) {
      System.arraycopy(results, 0, all, from, to - from);
    }
  }

  /**
   * Rows of each chunk of a batch. Where the size does not show in results it is such that all
   * workers have some.
   */
  int rows(int batch) {
    if (multiple == 1) {
      return most;
    }
    int rounds = ceilDiv(batch, workers * most);
    int even = ceilDiv(batch, workers * Math.max(1, rounds));
    return Math.min(most, ceilDiv(Math.max(1, even), multiple) * multiple);
  }

  List<Range> of(int batch) {
    int size = rows(batch);
    List<Range> ranges = new ArrayList<>();
    for (int from = 0; from < batch; from += size) {
      ranges.add(new Range(from, Math.min(batch, from + size)));
    }
    return ranges;
  }

  /** The rows of a range, filled up. */
  <T> T[] filled(T[] rows, Range range) {
    return filled(Arrays.copyOfRange(rows, range.from, range.to));
  }

  /** The rows and, up to the next multiple, the last one again. */
  <T> T[] filled(T[] rows) {
    T[] filled = Arrays.copyOf(rows, ceilDiv(rows.length, multiple) * multiple);
    Arrays.fill(filled, rows.length, filled.length, rows[rows.length - 1]);
    return filled;
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }
}
