package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

  private static final double[] VALUES = {1, 3, -2, 3, 0};

  @Test
  void descending_putsTheLowerIndexFirstAmongEquals() {
    assertThat(Ranking.descending(VALUES)).containsExactly(1, 3, 0, 4, 2);
  }

  @Test
  void largest_isTheBeginning_andAllIfThereAreNoMore() {
    assertThat(Ranking.largest(VALUES, 2)).containsExactly(1, 3);
    assertThat(Ranking.largest(VALUES, 9)).hasSize(5);
    assertThat(Ranking.largest(new double[0], 2)).isEmpty();
  }

  @Test
  void competitors_leavesTheLabelOut_andZeroMeansAll() {
    assertThat(Ranking.competitors(VALUES, 1, 2)).containsExactly(3, 0);
    assertThat(Ranking.competitors(VALUES, 1, 0)).containsExactly(3, 0, 4, 2);
  }
}
