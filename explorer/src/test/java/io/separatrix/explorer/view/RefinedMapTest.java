package io.separatrix.explorer.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of functions whose sign is the label: their zero sets are known. */
class RefinedMapTest {

  private static final int SIZE = 256;

  private int evaluations;

  private RefinedMap refined(int size, DoubleBinaryOperator f) {
    RefinedMap map =
        new RefinedMap(
            size,
            (points, labels, margins) -> {
              evaluations += points.length;
              for (int point : points) {
                double value = at(point, size, f);
                labels[point] = value > 0 ? 1 : 0;
                margins[point] = (float) Math.abs(value);
              }
            });
    map.sample(map.base());
    for (int stride = map.base(); stride > 1; stride /= 2) {
      map.refine(stride);
    }
    return map;
  }

  private static double at(int point, int size, DoubleBinaryOperator f) {
    int row = point / size;
    int column = point % size;
    return f.applyAsDouble(2.0 * column / (size - 1) - 1, 2.0 * row / (size - 1) - 1);
  }

  private static long wrong(RefinedMap map, int size, DoubleBinaryOperator f) {
    long wrong = 0;
    for (int point = 0; point < size * size; point++) {
      if (map.labels()[point] != (at(point, size, f) > 0 ? 1 : 0)) {
        wrong++;
      }
    }
    return wrong;
  }

  private void requireEqualAndCheap(DoubleBinaryOperator f) {
    RefinedMap map = refined(SIZE, f);
    assertThat(wrong(map, SIZE, f)).isLessThanOrEqualTo(SIZE * SIZE / 1000);
    assertThat(map.evaluated().cardinality()).isEqualTo(evaluations);
    assertThat(evaluations).isLessThan(SIZE * SIZE * 15 / 100);
  }

  @Test
  void refine_line_findsItWithAFewPoints() {
    requireEqualAndCheap((x, y) -> 0.3 * x + y - 0.1);
  }

  @Test
  void refine_circle_findsIt() {
    requireEqualAndCheap((x, y) -> Math.hypot(x, y) - 0.6);
  }

  /** Between the points of the first lattice, where no corner has its label. */
  @Test
  void refine_islandThatTheFirstLatticeMisses_isFoundByItsMargin() {
    requireEqualAndCheap((x, y) -> Math.hypot(x - 0.06, y - 0.06) - 0.04);
  }

  @Test
  void refine_narrowBand_isFound() {
    requireEqualAndCheap((x, y) -> Math.abs(x + 0.2 * y - 0.03) - 0.02);
  }

  @Test
  void refine_severalRegions_areFound() {
    requireEqualAndCheap((x, y) -> Math.sin(5 * x + 1) * Math.cos(4 * y) - 0.2);
  }

  @Test
  void refine_constant_evaluatesTheFirstLatticeOnly() {
    RefinedMap map = refined(SIZE, (x, y) -> 1);
    assertThat(map.labels()).containsOnly(1);
    assertThat(evaluations).isEqualTo(17 * 17);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64, 128, 512})
  void refine_anySize_labelsEveryPoint(int size) {
    DoubleBinaryOperator f = (x, y) -> Math.hypot(x, y) - 0.6;
    RefinedMap map = refined(size, f);
    assertThat(wrong(map, size, f)).isLessThanOrEqualTo(size * size / 1000);
    assertThat(map.margins()).doesNotContain(Float.NaN);
  }
}
