package io.separatrix.studies;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.DisjointSets;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.SpanningTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Which pairs of images of one region to join by paths, so that few paths join all of them. First
 * the shortest tree that spans them, whose pairs are nearest to each other. Where some of its paths
 * were not found, each part that is cut off is tried again: its nearest image outside, and the
 * image of its largest margin with that of the largest part, since a point deep inside a region is
 * easiest to reach.
 */
final class ComponentSearch {

  private final List<Integer> items;
  private final List<double[]> points;
  private final double[] margins;
  private final DisjointSets joined;
  private final Set<Pair> tried = new HashSet<>();

  /**
   * @param items images of one predicted label
   * @param points gives their positions
   * @param margins of all images
   * @param joined sets of all images; not modified
   */
  ComponentSearch(
      List<Integer> items, IntFunction<double[]> points, double[] margins, DisjointSets joined) {
    this.items = List.copyOf(items);
    this.points = items.stream().map(points::apply).toList();
    this.margins = margins.clone();
    this.joined = joined;
  }

  /** The pairs of the first round. */
  List<Pair> nearest() {
    List<Pair> pairs =
        SpanningTree.of(items.size(), this::distance).stream()
            .map(pair -> new Pair(items.get(pair.first()), items.get(pair.second())))
            .toList();
    pairs.forEach(pair -> tried.add(ordered(pair)));
    return pairs;
  }

  /** The pairs of a later round; none if the images are in one part, or every pair was tried. */
  List<Pair> across() {
    List<List<Integer>> parts = joined.of(items);
    Set<Pair> pairs = new LinkedHashSet<>();
    for (List<Integer> part : parts.subList(1, parts.size())) {
      addNearest(part, pairs);
      Pair hubs = ordered(new Pair(deepest(parts.get(0)), deepest(part)));
      if (!tried.contains(hubs)) {
        pairs.add(hubs);
      }
    }
    tried.addAll(pairs);
    return new ArrayList<>(pairs);
  }

  /** The nearest pair of an image inside and one outside that was not tried. */
  private void addNearest(List<Integer> part, Set<Pair> pairs) {
    Set<Integer> inside = new HashSet<>(part);
    Pair nearest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < items.size(); i++) {
      for (int j = 0; j < items.size(); j++) {
        Pair pair = ordered(new Pair(items.get(i), items.get(j)));
        if (inside.contains(items.get(i))
            && !inside.contains(items.get(j))
            && !tried.contains(pair)
            && distance(i, j) < least) {
          nearest = pair;
          least = distance(i, j);
        }
      }
    }
    if (nearest != null) {
      pairs.add(nearest);
    }
  }

  private int deepest(List<Integer> part) {
    return part.stream().max(Comparator.comparingDouble(item -> margins[item])).orElseThrow();
  }

  private double distance(int i, int j) {
    return Vectors.distance(points.get(i), points.get(j));
  }

  private static Pair ordered(Pair pair) {
    return new Pair(Math.min(pair.first(), pair.second()), Math.max(pair.first(), pair.second()));
  }
}
