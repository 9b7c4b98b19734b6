package io.separatrix.geometry.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The n - 1 pairs of n points that join all of them and are shortest together: a minimum spanning
 * tree of the complete graph, by Prim's algorithm (Prim, "Shortest connection networks and some
 * generalizations", Bell System Technical Journal 36, 1957). It takes {@code n (n - 1) / 2}
 * distances, each asked for once, and keeps n.
 */
public final class SpanningTree {

  /** The distance of two points by their numbers. */
  @FunctionalInterface
  public interface Distance {
    /** Not negative, the same for both orders. */
    double between(int first, int second);
  }

  private SpanningTree() {}

  /**
   * The pairs, in the order in which the tree grows from point 0.
   *
   * @param points n, at least 1
   */
  public static List<Pair> of(int points, Distance distance) {
    if (points < 1) {
      throw new IllegalArgumentException("expected at least one point, found " + points);
    }
    double[] nearest = new double[points];
    int[] neighbour = new int[points];
    boolean[] inTree = new boolean[points];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    List<Pair> pairs = new ArrayList<>();
    int latest = 0;
    inTree[0] = true;
    while (pairs.size() < points - 1) {
      int next = -1;
      for (int i = 0; i < points; i++) {
        if (inTree[i]) {
          continue;
        }
        double length = distance.between(latest, i);
        if (length < nearest[i]) {
          nearest[i] = length;
          neighbour[i] = latest;
        }
        if (next < 0 || nearest[i] < nearest[next]) {
          next = i;
        }
      }
      inTree[next] = true;
      pairs.add(new Pair(neighbour[next], next));
      latest = next;
    }
    return pairs;
  }
}
