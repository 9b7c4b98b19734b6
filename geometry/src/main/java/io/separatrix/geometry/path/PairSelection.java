package io.separatrix.geometry.path;

import io.separatrix.geometry.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Draws the pairs of the connectivity study. Pair i depends on the labels, the seed and i alone, so
 * more pairs extend a list and do not change it. Pairs may repeat.
 */
public final class PairSelection {

  private final int[] labels;
  private final long runSeed;

  /**
   * @param labels predicted label of each item; not modified
   * @param runSeed seed of the run
   */
  public PairSelection(int[] labels, long runSeed) {
    this.labels = labels.clone();
    this.runSeed = runSeed;
  }

  /**
   * Pairs of two items of one predicted label (scenario 1): the first uniform among the items that
   * have a partner, the second uniform among its partners.
   *
   * @throws IllegalArgumentException if no two items share a label
   */
  public List<Pair> sameLabel(int pairs) {
    return draw("pairs of one label", pairs, true);
  }

  /**
   * Pairs of two items of different predicted labels (scenario 2), drawn in the same way.
   *
   * @throws IllegalArgumentException if all items share one label
   */
  public List<Pair> differentLabels(int pairs) {
    return draw("pairs of different labels", pairs, false);
  }

  private List<Pair> draw(String purpose, int pairs, boolean same) {
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    int[][] partners = new int[classes][];
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      partners[label] = where(i -> (labels[i] == wanted) == same);
    }
    int itself = same ? 1 : 0;
    int[] firsts = where(i -> partners[labels[i]].length > itself);
    if (firsts.length == 0 && pairs > 0) {
      throw new IllegalArgumentException(
          "expected "
              + purpose
              + " among the predicted labels, found none in "
              + labels.length
              + " items");
    }
    List<Pair> drawn = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      SplittableRandom random = Seeds.random(runSeed, purpose, pair);
      int first = firsts[random.nextInt(firsts.length)];
      drawn.add(new Pair(first, partner(first, partners[labels[first]], random)));
    }
    return drawn;
  }

  /** A candidate other than the first itself: one is left out, and the last takes its place. */
  private static int partner(int first, int[] candidates, SplittableRandom random) {
    boolean listed = Arrays.binarySearch(candidates, first) >= 0;
    int last = candidates.length - 1;
    int second = candidates[random.nextInt(listed ? last : last + 1)];
    return second == first ? candidates[last] : second;
  }

  private int[] where(IntPredicate condition) {
    return IntStream.range(0, labels.length).filter(condition).toArray();
  }
}
