package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AxesTest {

  @Test
  void ticks_betweenRoundEnds_includeThem() {
    assertThat(Axes.ticks(-1, 2))
        .map(BigDecimal::toPlainString)
        .containsExactly("-1.0", "-0.5", "0.0", "0.5", "1.0", "1.5", "2.0");
  }

  @Test
  void ticks_ofTinyOrHugeRanges_areRound() {
    assertThat(Axes.ticks(0.00013, 0.00031))
        .map(BigDecimal::toPlainString)
        .containsExactly("0.00015", "0.00020", "0.00025", "0.00030");
    assertThat(Axes.ticks(0, 6000))
        .map(BigDecimal::toPlainString)
        .containsExactly("0", "1000", "2000", "3000", "4000", "5000", "6000");
  }
}
