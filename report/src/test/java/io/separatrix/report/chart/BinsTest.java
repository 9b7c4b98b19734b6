package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void counts_valuesOnEdges_goUp() {
    double[] values = {0, 0.5, 1, 1.999, 2, 3, 4, 4, -1, 5, Double.NaN};

    assertThat(new Bins(0, 5, 1).counts(values)).containsExactly(2, 2, 1, 1, 2);
  }

  @Test
  void over_anyValues_countsEachOnceInRoundBins() {
    double[] values = {0.137, 0.29, 0.2, 0.93, 1.4142, 0.6};

    Bins bins = Bins.over(values, 8);

    assertThat(bins).isEqualTo(new Bins(0, 8, 0.2));
    assertThat(bins.high()).isEqualTo(1.6);
    assertThat(Arrays.stream(bins.counts(values)).sum()).isEqualTo(values.length);
  }

  @Test
  void over_equalValues_coversThem() {
    assertThat(Bins.over(new double[] {2, 2}, 10).counts(new double[] {2, 2})).containsOnlyOnce(2);
    assertThat(Bins.over(new double[] {0, 0, 0}, 10).counts(new double[] {0, 0, 0}))
        .containsOnlyOnce(3);
  }
}
