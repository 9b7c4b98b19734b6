package io.separatrix.geometry.boundary;

import io.separatrix.geometry.LogitCombination;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The classes that compete at a point. */
final class Rivals {

  private Rivals() {}

  /** Classes by decreasing logit, the lower index first among equals; at most {@code limit}. */
  static int[] ranked(double[] logits, int limit) {
    if (logits.length < 2) {
      throw new IllegalArgumentException(
          "expected a classifier with at least 2 classes, found " + logits.length);
    }
    return IntStream.range(0, logits.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -logits[i]))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The margins {@code f_k - f_c} of class k over each c of the classes other than k. */
  static List<LogitCombination> margins(int k, int[] classes) {
    return Arrays.stream(classes)
        .filter(c -> c != k)
        .mapToObj(c -> LogitCombination.difference(k, c))
        .toList();
  }

  /** The deficits {@code f_c - f_k} of class k against each c of the classes other than k. */
  static List<LogitCombination> deficits(int k, int[] classes) {
    return Arrays.stream(classes)
        .filter(c -> c != k)
        .mapToObj(c -> LogitCombination.difference(c, k))
        .toList();
  }
}
