package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

  /** Its one logit is the first entry of a point. */
  private record FirstEntry(int dimension, List<Integer> calls) implements Classifier {

    @Override
    public int classes() {
      return 1;
    }

    @Override
    public double[][] logits(double[][] points) {
      calls.add(points.length);
      return Arrays.stream(points).map(p -> new double[] {p[0]}).toArray(double[][]::new);
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void logits_ofLargePointsMadeInTurn_areInOrderAndFewAtATime() {
    FirstEntry classifier = new FirstEntry(1 << 21, new ArrayList<>());
    List<Integer> made = new ArrayList<>();
    double[][] logits =
        new Lockstep(classifier, 1)
            .map(
                List.of(5),
                (count, evaluator) ->
                    evaluator.logits(
                        count,
                        i -> {
                          made.add(i);
                          double[] point = new double[evaluator.dimension()];
                          point[0] = i;
                          return point;
                        }))
            .get(0);
    assertThat(logits).isDeepEqualTo(new double[][] {{0}, {1}, {2}, {3}, {4}});
    assertThat(made).containsExactly(0, 1, 2, 3, 4);
    assertThat(classifier.calls()).containsExactly(2, 2, 1);
  }
}
