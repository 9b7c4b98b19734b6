package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private static final FindPath FIND_PATH = new FindPath(TargetedBoundary::new);
  private static final AnalyticClassifier BALL = AnalyticClassifiers.ball(6, 1);

  private static PathResult connect(Scenario scenario, double[] start) {
    return BALL.run(
        new double[6], (x, evaluator) -> scenario.connect(FIND_PATH, x, start, evaluator));
  }

  @Test
  void connect_ofSameLabel_doesNotPerturb() {
    double[] start = {2, 0, 0, 0, 0, 0};
    assertThat(connect(Scenario.SAME_LABEL, start).obstacle()).isEqualTo(Obstacle.LABELS_DIFFER);
    assertThat(connect(Scenario.PERTURBED_IMAGE, start).connected()).isTrue();
  }

  @Test
  void connect_ofRandomPoint_perturbsItOntoTheRegion() {
    double[] start = Scenario.randomStart(Seeds.random(1, "scenario 3", 0), 6, 4);
    assertThat(Vectors.norm(start)).isCloseTo(4, within(1e-12));
    PathResult result = connect(Scenario.RANDOM_POINT, start);
    assertThat(result.connected()).isTrue();
    assertThat(result.straightDistance()).isBetween(1 - 0.02 * 3 - 1e-9, 1.0);
  }

  @Test
  void of_number_findsTheScenario() {
    for (Scenario scenario : Scenario.values()) {
      assertThat(Scenario.of(scenario.number())).isEqualTo(scenario);
    }
    assertThatThrownBy(() -> Scenario.of(4)).hasMessageContaining("found 4");
  }
}
