package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ForwardingClassifierTest {

  private static final LogitCombination FIRST = LogitCombination.difference(0, 1);
  private static final double[][] POINTS = {{1}, {3}};

  /** Keeps the cost of each call. */
  private static final class Recording extends ForwardingClassifier {
    private final List<EvaluationCount> costs = new ArrayList<>();

    Recording(Classifier classifier) {
      super(classifier);
    }

    @Override
    protected <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
      costs.add(cost);
      return super.evaluate(cost, call);
    }
  }

  private static final Classifier INNER = new CubicClassifier();

  @Test
  void calls_giveTheAnswersOfTheOther() {
    Recording recording = new Recording(INNER);
    LogitCombination[][] functions = {{FIRST}, {FIRST, FIRST}};
    assertThat(recording.dimension()).isEqualTo(INNER.dimension());
    assertThat(recording.classes()).isEqualTo(INNER.classes());
    assertThat(recording.twiceDifferentiable()).isEqualTo(INNER.twiceDifferentiable());
    assertThat(recording.logits(POINTS)).isDeepEqualTo(INNER.logits(POINTS));
    assertThat(recording.linearize(POINTS, functions)[1].gradients())
        .isDeepEqualTo(INNER.linearize(POINTS, functions)[1].gradients());
    assertThat(recording.costs)
        .containsExactly(new EvaluationCount(2, 0), new EvaluationCount(2, 3));
  }

  @Test
  void meter_countsFromWhereItBegan_besideOthers() {
    List<List<EvaluationCount>> spent =
        new Lockstep(INNER, 1)
            .map(
                List.<double[][]>of(POINTS),
                (points, evaluator) -> {
                  EvaluationMeter whole = evaluator.meter();
                  evaluator.logits(points);
                  EvaluationMeter part = evaluator.meter();
                  evaluator.linearize(points[0], FIRST);
                  return List.of(whole.spent(), part.spent());
                });
    assertThat(spent.get(0)).containsExactly(new EvaluationCount(3, 1), new EvaluationCount(1, 1));
  }
}
