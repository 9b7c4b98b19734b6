package io.separatrix.studies.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramChartTest {

  @Test
  void counts_valuesOnEdges_goUpExceptTheLast() {
    double[] values = {0, 0.5, 1, 1.999, 2, 3, 4, 4, -1, 5, Double.NaN};

    assertThat(HistogramChart.counts(values, 0, 4, 4)).containsExactly(2, 2, 1, 3);
  }
}
