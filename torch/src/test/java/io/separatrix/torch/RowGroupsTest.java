package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.LogitCombination;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowGroupsTest {

  @Test
  void of_equalCounts_areChunksInOrder() {
    assertThat(groups(4, 1, 1, 1, 1, 1, 1)).containsExactly(List.of(0, 1, 2, 3), List.of(4, 5));
  }

  @Test
  void of_noRows_isEmpty() {
    assertThat(groups(4)).isEmpty();
  }

  @Test
  void of_manyRowsThatAskForLess_areAGroupOfTheirOwn() {
    int[] counts = IntStream.range(0, 60).map(i -> i % 2 == 0 ? 9 : 1).toArray();
    List<List<Integer>> groups = groups(100, counts);
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0)).hasSize(30).allMatch(row -> counts[row] == 9);
    assertThat(groups.get(1)).hasSize(30).allMatch(row -> counts[row] == 1);
  }

  @Test
  void of_fewRowsThatAskForLess_goAlong() {
    assertThat(groups(100, 1, 2, 1, 2)).containsExactly(List.of(1, 3, 0, 2));
  }

  @Test
  void of_rowsThatAskForNothing_leaveTheBackwardPasses() {
    int[] counts = new int[40];
    counts[17] = 3;
    List<List<Integer>> groups = groups(100, counts);
    assertThat(groups.get(0)).containsExactly(17);
    assertThat(groups.get(1)).hasSize(39);
  }

  @Test
  void of_anything_everyRowIsInOneGroupNoLargerThanTheBatch() {
    int[] counts = IntStream.range(0, 101).map(i -> i * i % 13).toArray();
    List<List<Integer>> groups = groups(8, counts);
    assertThat(groups).allMatch(group -> group.size() <= 8);
    assertThat(groups.stream().flatMap(List::stream).toList())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 101).boxed().toList());
  }

  private static List<List<Integer>> groups(int batchSize, int... counts) {
    LogitCombination[][] functions = new LogitCombination[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      functions[i] = new LogitCombination[counts[i]];
      Arrays.fill(functions[i], LogitCombination.logit(0));
    }
    return RowGroups.of(functions, batchSize).stream()
        .map(rows -> Arrays.stream(rows).boxed().toList())
        .toList();
  }
}
