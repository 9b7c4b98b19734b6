package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForceLayoutTest {

  private static final double WIDTH = 600;
  private static final double HEIGHT = 400;
  private static final double SIDE = 20;

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  @Test
  void of_twoPaths_neighboursAreNearerThanOthersAndSquaresDoNotOverlap() {
    int nodes = 30;
    List<int[]> edges = new ArrayList<>();
    for (int i = 1; i < nodes; i++) {
      if (i != nodes / 2) {
        edges.add(new int[] {i - 1, i});
      }
    }
    double[][] at = ForceLayout.of(nodes, edges, WIDTH, HEIGHT, SIDE);
    double joined =
        edges.stream().mapToDouble(e -> distance(at[e[0]], at[e[1]])).average().orElse(0);
    double all = 0;
    for (int i = 0; i < nodes; i++) {
      assertThat(at[i][0]).isBetween(0.0, WIDTH);
      assertThat(at[i][1]).isBetween(0.0, HEIGHT);
      for (int j = 0; j < i; j++) {
        all += distance(at[i], at[j]) / (nodes * (nodes - 1) / 2.0);
        double apart = Math.max(Math.abs(at[i][0] - at[j][0]), Math.abs(at[i][1] - at[j][1]));
        assertThat(apart).isGreaterThan(0.95 * SIDE);
      }
    }
    assertThat(joined).isLessThan(0.5 * all);
  }

  @Test
  void of_oneNode_isInTheMiddle() {
    assertThat(ForceLayout.of(1, List.of(), WIDTH, HEIGHT, SIDE)[0])
        .containsExactly(WIDTH / 2, HEIGHT / 2);
  }

  @Test
  void of_sameGraph_isTheSame() {
    List<int[]> edges = List.of(new int[] {0, 1}, new int[] {1, 2});
    assertThat(ForceLayout.of(4, edges, WIDTH, HEIGHT, SIDE))
        .isDeepEqualTo(ForceLayout.of(4, edges, WIDTH, HEIGHT, SIDE));
  }
}
