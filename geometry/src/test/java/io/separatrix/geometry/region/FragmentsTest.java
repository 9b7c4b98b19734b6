package io.separatrix.geometry.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FragmentsTest {

  @Test
  void count_oneLabel_isOnePiece() {
    assertThat(Fragments.count(new int[40][50])).isEqualTo(1);
  }

  @Test
  void count_piecesOfOneLabelApart_areCountedEach() {
    int[][] labels = {
      {1, 1, 0, 2},
      {0, 0, 0, 0},
      {1, 0, 2, 2},
    };
    assertThat(Fragments.count(labels)).isEqualTo(5);
  }

  @Test
  void count_neighboursAcrossACorner_areOnePiece() {
    int[][] chess = new int[6][7];
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 7; column++) {
        chess[row][column] = (row + column) % 2;
      }
    }
    assertThat(Fragments.count(chess)).isEqualTo(2);
  }

  @Test
  void count_everyPointOfItsOwn_isTheirNumber() {
    int[][] labels = new int[300][300];
    for (int row = 0; row < 300; row++) {
      int first = 300 * row;
      Arrays.setAll(labels[row], column -> first + column);
    }
    assertThat(Fragments.count(labels)).isEqualTo(90_000);
  }
}
