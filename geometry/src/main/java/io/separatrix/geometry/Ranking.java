package io.separatrix.geometry;

import java.util.stream.IntStream;

/** Indices in the order of their values, the largest first and the lower index among equals. */
public final class Ranking {

  private Ranking() {}

  /**
   * The indices of all values.
   *
   * @param values not modified
   */
  public static int[] descending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[b], values[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The indices of the largest values.
   *
   * @param values not modified
   * @param count how many at most
   */
  public static int[] largest(double[] values, int count) {
    return IntStream.of(descending(values)).limit(count).toArray();
  }

  /**
   * The strongest competitors of a label: the other classes by their logits.
   *
   * @param logits not modified
   * @param count how many at most; 0 for all
   * @throws IllegalArgumentException if there is one class only
   */
  public static int[] competitors(double[] logits, int label, int count) {
    if (logits.length < 2) {
      throw new IllegalArgumentException("expected at least 2 classes, found " + logits.length);
    }
    return IntStream.of(descending(logits))
        .filter(i -> i != label)
        .limit(count == 0 ? logits.length : count)
        .toArray();
  }
}
