package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairSelectionTest {

  private static final int[] LABELS = {0, 1, 0, 2, 1, 0, 4};

  @Test
  void sameLabel_pairsDistinctItemsOfOneLabel() {
    List<Pair> pairs = new PairSelection(LABELS, 1).sameLabel(400);
    assertThat(pairs).hasSize(400);
    assertThat(pairs)
        .allSatisfy(
            pair -> {
              assertThat(pair.first()).isNotEqualTo(pair.second());
              assertThat(LABELS[pair.first()]).isEqualTo(LABELS[pair.second()]);
            });
    // Items 3 and 6 have no partner; the other five start equally often.
    for (int item : new int[] {0, 1, 2, 4, 5}) {
      assertThat(share(pairs, item)).isCloseTo(0.2, within(0.07));
    }
  }

  @Test
  void sameLabel_reachesEveryPartner() {
    List<Pair> pairs = new PairSelection(LABELS, 1).sameLabel(400);
    assertThat(pairs)
        .contains(
            new Pair(0, 2),
            new Pair(0, 5),
            new Pair(2, 0),
            new Pair(2, 5),
            new Pair(5, 0),
            new Pair(5, 2),
            new Pair(1, 4),
            new Pair(4, 1));
  }

  @Test
  void differentLabels_pairsItemsOfDifferentLabels() {
    List<Pair> pairs = new PairSelection(LABELS, 1).differentLabels(400);
    assertThat(pairs)
        .allSatisfy(pair -> assertThat(LABELS[pair.first()]).isNotEqualTo(LABELS[pair.second()]));
    for (int item = 0; item < LABELS.length; item++) {
      assertThat(share(pairs, item)).isCloseTo(1.0 / 7, within(0.06));
    }
  }

  @Test
  void draw_ofMorePairs_extendsTheList() {
    PairSelection selection = new PairSelection(LABELS, 5);
    assertThat(selection.sameLabel(30).subList(0, 10)).isEqualTo(selection.sameLabel(10));
    assertThat(new PairSelection(LABELS, 6).sameLabel(30)).isNotEqualTo(selection.sameLabel(30));
  }

  @Test
  void draw_withoutSuchPairs_isRefused() {
    assertThatThrownBy(() -> new PairSelection(new int[] {0, 1, 2}, 1).sameLabel(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one label");
    assertThatThrownBy(() -> new PairSelection(new int[] {3, 3}, 1).differentLabels(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different labels");
    assertThatThrownBy(() -> new PairSelection(new int[0], 1).sameLabel(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double share(List<Pair> pairs, int first) {
    return pairs.stream().filter(pair -> pair.first() == first).count() / (double) pairs.size();
  }
}
