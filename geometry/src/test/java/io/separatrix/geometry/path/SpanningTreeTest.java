package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpanningTreeTest {

  private static double[][] random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[n][3];
    for (double[] point : points) {
      for (int i = 0; i < 3; i++) {
        point[i] = random.nextDouble();
      }
    }
    return points;
  }

  private static double distance(double[][] points, int i, int j) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += (points[i][k] - points[j][k]) * (points[i][k] - points[j][k]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void of_randomPoints_isAsShortAsKruskalsTreeAndSpans() {
    for (int n = 1; n < 40; n += 3) {
      double[][] points = random(n, n);
      List<Pair> tree = SpanningTree.of(n, (i, j) -> distance(points, i, j));
      List<Pair> all = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          all.add(new Pair(i, j));
        }
      }
      all.sort(Comparator.comparingDouble(p -> distance(points, p.first(), p.second())));
      DisjointSets sets = new DisjointSets(n);
      double shortest = 0;
      for (Pair pair : all) {
        if (sets.join(pair.first(), pair.second())) {
          shortest += distance(points, pair.first(), pair.second());
        }
      }
      DisjointSets spanned = new DisjointSets(n);
      double length = 0;
      for (Pair pair : tree) {
        assertThat(spanned.join(pair.first(), pair.second())).isTrue();
        length += distance(points, pair.first(), pair.second());
      }
      assertThat(tree).hasSize(n - 1);
      assertThat(length).isEqualTo(shortest, within(1e-12));
    }
  }

  @Test
  void of_equalPoints_spansThemToo() {
    assertThat(SpanningTree.of(4, (i, j) -> 0)).hasSize(3);
  }

  @Test
  void of_noPoint_isRefused() {
    assertThatThrownBy(() -> SpanningTree.of(0, (i, j) -> 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
