package io.separatrix.geometry.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Items 0 to n - 1 in sets that are joined two at a time: union-find by size with path halving
 * (Tarjan, "Efficiency of a good but not linear set union algorithm", J. ACM 22, 1975). Joined by
 * paths inside a region, items of one set lie in one connected component of it.
 *
 * <p>Not thread-safe.
 */
public final class DisjointSets {

  private final int[] parent;
  private final int[] size;

  /**
   * @param items n; each is in a set of its own
   */
  public DisjointSets(int items) {
    parent = new int[items];
    size = new int[items];
    for (int i = 0; i < items; i++) {
      parent[i] = i;
      size[i] = 1;
    }
  }

  /** An item of the set that stands for all of them. */
  public int find(int item) {
    int at = Objects.checkIndex(item, parent.length);
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /**
   * Joins the sets of two items.
   *
   * @return whether they were two sets
   */
  public boolean join(int first, int second) {
    int a = find(first);
    int b = find(second);
    if (a == b) {
      return false;
    }
    int large = size[a] < size[b] ? b : a;
    int small = large == a ? b : a;
    parent[small] = large;
    size[large] += size[small];
    return true;
  }

  /**
   * The sets that some items are in, the largest first, of equal ones the one with the smallest
   * item; each holds those of the items in it in their order.
   */
  public List<List<Integer>> of(List<Integer> items) {
    Map<Integer, List<Integer>> sets = new LinkedHashMap<>();
    items.stream()
        .sorted()
        .forEach(item -> sets.computeIfAbsent(find(item), set -> new ArrayList<>()).add(item));
    return sets.values().stream().sorted((a, b) -> Integer.compare(b.size(), a.size())).toList();
  }
}
