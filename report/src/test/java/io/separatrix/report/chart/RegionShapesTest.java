package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

final class RegionShapesTest {

  /** F = x - 0.3 on the points x = 0 and 1: the boundary lies at 0.3, not half-way. */
  private static final RegionShapes HALVES =
      new RegionShapes(new int[][] {{1, 2}, {1, 2}}, new double[][] {{0.3, 0.7}, {0.3, 0.7}});

  @Test
  void boundaries_twoHalves_lieWhereTheMarginsSay() {
    Rectangle2D line = HALVES.boundaries(10, 20, 100, 50).getBounds2D();
    assertThat(line.getMinX()).isEqualTo(40, within(1e-9));
    assertThat(line.getMaxX()).isEqualTo(40, within(1e-9));
    assertThat(line.getMinY()).isEqualTo(20, within(1e-9));
    assertThat(line.getMaxY()).isEqualTo(70, within(1e-9));
  }

  @Test
  void finer_twoHalves_changesAtTheBoundary() {
    assertThat(HALVES.finer(10, 1)[0]).containsExactly(1, 1, 1, 2, 2, 2, 2, 2, 2, 2);
  }

  @Test
  void boundaries_oneLabel_isEmpty() {
    PathIterator path =
        new RegionShapes(new int[3][3], new double[3][3])
            .boundaries(0, 0, 1, 1)
            .getPathIterator(null);
    assertThat(path.isDone()).isTrue();
  }

  @Test
  void boundaries_threeLabels_meetInsideTheSquare() {
    RegionShapes shapes =
        new RegionShapes(new int[][] {{0, 1}, {2, 2}}, new double[][] {{1, 1}, {1, 1}});
    Rectangle2D lines = shapes.boundaries(0, 0, 1, 1).getBounds2D();
    assertThat(new Rectangle2D.Double(0, 0, 1, 1).contains(lines)).isTrue();
  }
}
