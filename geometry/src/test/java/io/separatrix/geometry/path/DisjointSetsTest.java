package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DisjointSetsTest {

  @Test
  void join_randomPairs_agreesWithLabelsThatAreRewritten() {
    int n = 60;
    SplittableRandom random = new SplittableRandom(1);
    DisjointSets sets = new DisjointSets(n);
    int[] label = new int[n];
    for (int i = 0; i < n; i++) {
      label[i] = i;
    }
    for (int step = 0; step < 50; step++) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      assertThat(sets.join(a, b)).isEqualTo(label[a] != label[b]);
      int from = label[b];
      int to = label[a];
      for (int i = 0; i < n; i++) {
        label[i] = label[i] == from ? to : label[i];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertThat(sets.find(i) == sets.find(j)).isEqualTo(label[i] == label[j]);
        }
      }
    }
  }

  @Test
  void of_someItems_largestFirstThenTheSmallestItem() {
    DisjointSets sets = new DisjointSets(7);
    sets.join(5, 6);
    sets.join(1, 4);
    sets.join(4, 3);
    assertThat(sets.of(List.of(6, 1, 3, 5, 0, 4)))
        .containsExactly(List.of(1, 3, 4), List.of(5, 6), List.of(0));
  }

  @Test
  void find_itemThatIsNone_isRefused() {
    assertThatThrownBy(() -> new DisjointSets(2).find(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
