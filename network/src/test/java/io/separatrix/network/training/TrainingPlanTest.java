package io.separatrix.network.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingPlanTest {

  private static TrainingPlan plan(int epochs, double warmUp, double decay) {
    return new TrainingPlan(
        epochs, 10, 0.4, warmUp, decay, 0.9, 0, 0, false, 0, 0, 0, false, Robustness.NONE, 1);
  }

  @Test
  void rate_risesStaysAndFalls() {
    TrainingPlan plan = plan(10, 2, 4);
    int stepsPerEpoch = 100;
    assertThat(plan.rate(0, stepsPerEpoch)).isCloseTo(0.4 * 0.5 / 200, within(1e-15));
    assertThat(plan.rate(99, stepsPerEpoch)).isCloseTo(0.4 * 99.5 / 200, within(1e-15));
    assertThat(plan.rate(200, stepsPerEpoch)).isEqualTo(0.4);
    assertThat(plan.rate(599, stepsPerEpoch)).isEqualTo(0.4);
    assertThat(plan.rate(800, stepsPerEpoch)).isCloseTo(0.4 * 199.5 / 400, within(1e-15));
    assertThat(plan.rate(999, stepsPerEpoch)).isCloseTo(0.4 * 0.5 / 400, within(1e-15));
  }

  @Test
  void agrees_plansThatDifferInTheirEndOnly_untilOneComesToIt() {
    TrainingPlan shorter = plan(4, 1, 2);
    TrainingPlan longer = plan(9, 1, 3);
    assertThat(shorter.agrees(longer, 200, 100)).isTrue();
    assertThat(shorter.agrees(longer, 201, 100)).isFalse();
    assertThat(shorter.agrees(shorter, 399, 100)).isTrue();
    assertThat(shorter.agrees(plan(4, 0.5, 2), 10, 100)).isFalse();
  }

  @Test
  void plan_valuesOutOfRange_areRefused() {
    assertThatThrownBy(() -> plan(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(3, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decay");
    assertThatThrownBy(() -> plan(3, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warm-up");
  }
}
