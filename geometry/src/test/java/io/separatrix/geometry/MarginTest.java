package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarginTest {

  private static final double[] LOGITS = {-3, 2, 5, 4};

  @Test
  void of_winner_isItsLead() {
    assertThat(Margin.of(LOGITS, 2)).isEqualTo(1);
    assertThat(Margin.runnerUp(LOGITS, 2)).isEqualTo(3);
  }

  @Test
  void of_loser_isItsDeficit() {
    assertThat(Margin.of(LOGITS, 0)).isEqualTo(-8);
    assertThat(Margin.runnerUp(LOGITS, 0)).isEqualTo(2);
  }
}
