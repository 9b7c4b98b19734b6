package io.separatrix.torch;

import io.separatrix.geometry.LogitCombination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits the rows of a batch so that a row that asks for few gradients is not carried through the
 * backward passes of one that asks for many.
 */
final class RowGroups {

  /**
   * What starting another pass costs, in rows: small batches of a small network run at this many
   * rows' expense.
   */
  private static final int PASS_OVERHEAD_ROWS = 8;

  private RowGroups() {}

  /**
   * Rows are taken in descending order of their number of functions (equal ones in their order). A
   * group ends where it is full, or where the backward passes saved by a group of their own
   * outweigh the fixed cost of its passes.
   *
   * @param functions the functions of each row
   * @param batchSize largest group
   * @return indices of rows; each row is in one group
   */
  static List<int[]> of(LogitCombination[][] functions, int batchSize) {
    int[] rows =
        IntStream.range(0, functions.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -functions[i].length))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> groups = new ArrayList<>();
    int from = 0;
    for (int end = 1; end <= rows.length; end++) {
      if (end == rows.length
          || end - from == batchSize
          || worthSplitting(functions, rows, from, end)) {
        groups.add(Arrays.copyOfRange(rows, from, end));
        from = end;
      }
    }
    return groups;
  }

  private static boolean worthSplitting(
      LogitCombination[][] functions, int[] rows, int from, int end) {
    int most = functions[rows[from]].length;
    int count = functions[rows[end]].length;
    if (count == functions[rows[end - 1]].length) {
      return false;
    }
    int last = end;
    while (last < rows.length && functions[rows[last]].length == count) {
      last++;
    }
    return (last - end) * (most - count) > PASS_OVERHEAD_ROWS * (1 + count);
  }
}
