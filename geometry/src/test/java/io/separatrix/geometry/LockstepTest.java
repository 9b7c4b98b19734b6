package io.separatrix.geometry;

import static io.separatrix.geometry.CubicClassifier.cube;
import static io.separatrix.geometry.CubicClassifier.sumOfCubes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results, batches and counts; what goes wrong is in {@link LockstepFailureTest}. */
@Timeout(30)
class LockstepTest {

  private final CubicClassifier classifier = new CubicClassifier();

  @AfterEach
  void noLaneIsLeft() {
    Lanes.assertNoneLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void map_itemsOfDifferentLength_resultsAreInOrderAndRight(int width) {
    List<Integer> items = IntStream.range(0, 20).boxed().toList();
    List<Double> results = new Lockstep(classifier, width).map(items, CubicClassifier::sumOfCubes);
    assertThat(results).isEqualTo(items.stream().map(n -> expectedSumOfCubes(n)).toList());
  }

  @Test
  void map_noItems_callsNothing() {
    assertThat(new Lockstep(classifier, 3).map(List.<Integer>of(), CubicClassifier::sumOfCubes))
        .isEmpty();
    assertThat(classifier.calls).isEmpty();
  }

  @Test
  void map_algorithmWithoutCalls_returns() {
    List<Integer> doubled =
        new Lockstep(classifier, 2).map(List.of(1, 2, 3, 4, 5), (item, evaluator) -> 2 * item);
    assertThat(doubled).containsExactly(2, 4, 6, 8, 10);
    assertThat(classifier.calls).isEmpty();
  }

  @Test
  void map_equalItems_batchesAreFull() {
    List<Integer> items = IntStream.range(0, 12).map(i -> 5).boxed().toList();
    new Lockstep(classifier, 4).map(items, CubicClassifier::sumOfCubes);
    assertThat(classifier.calls).hasSize(3 * 5).allMatch(call -> call.equals("logits 4"));
  }

  @Test
  void map_itemsThatFinishEarly_leaveTheirPlaceToTheNext() {
    // Lanes are taken by 1 + 3 rounds and by 2 + 2 rounds: always two rows until round 4.
    new Lockstep(classifier, 2).map(List.of(1, 2, 3, 2), CubicClassifier::sumOfCubes);
    assertThat(classifier.calls).containsExactly("logits 2", "logits 2", "logits 2", "logits 2");
  }

  @Test
  void map_lastItemIsLong_isAloneInTheEnd() {
    new Lockstep(classifier, 3).map(List.of(1, 2, 4), CubicClassifier::sumOfCubes);
    assertThat(classifier.calls).containsExactly("logits 3", "logits 2", "logits 1", "logits 1");
  }

  @Test
  void map_requestsOfDifferentKinds_oneCallOfEachKindARound() {
    List<Double> results =
        new Lockstep(classifier, 6)
            .map(
                List.of(0, 1, 2, 3, 4, 5),
                (item, evaluator) -> {
                  double[] x = {item};
                  return switch (item % 3) {
                    case 0 -> evaluator.logits(x)[0];
                    case 1 -> evaluator.linearize(x, LogitCombination.logit(0)).gradients()[0][0];
                    default ->
                        evaluator
                            .hessianVectorProducts(
                                new double[][] {x},
                                new LogitCombination[] {LogitCombination.logit(0)},
                                new double[][] {{1}})[0][0];
                  };
                });
    assertThat(results).containsExactly(0.0, 3.0, 12.0, 27.0, 48.0, 30.0);
    assertThat(classifier.calls).containsExactly("logits 2", "linearize 2", "hessian 2");
  }

  @Test
  void map_severalRowsARequest_eachItemGetsItsOwn() {
    List<List<Double>> results =
        new Lockstep(classifier, 3)
            .map(
                List.of(1, 2, 3),
                (item, evaluator) -> {
                  double[][] points = new double[item][];
                  Arrays.setAll(points, i -> new double[] {10 * item + i});
                  return Arrays.stream(evaluator.logits(points)).map(row -> row[0]).toList();
                });
    assertThat(results)
        .containsExactly(
            List.of(cube(10)), List.of(cube(20), cube(21)), List.of(cube(30), cube(31), cube(32)));
    assertThat(classifier.calls).containsExactly("logits 6");
  }

  @Test
  void map_requestWithoutRows_isAnsweredWithoutACall() {
    List<Integer> sizes =
        new Lockstep(classifier, 2)
            .map(List.of(1, 2), (item, evaluator) -> evaluator.logits(new double[0][]).length);
    assertThat(sizes).containsExactly(0, 0);
    assertThat(classifier.calls).isEmpty();
  }

  @Test
  void count_ofAnItem_isItsOwn() {
    List<EvaluationCount> counts =
        new Lockstep(classifier, 2)
            .map(
                List.of(1, 2, 3),
                (item, evaluator) -> {
                  sumOfCubes(item, evaluator);
                  evaluator.linearize(
                      new double[] {1}, LogitCombination.logit(0), LogitCombination.logit(1));
                  evaluator.hessianVectorProducts(
                      new double[][] {{1}},
                      new LogitCombination[] {LogitCombination.logit(0)},
                      new double[][] {{1}});
                  return evaluator.count();
                });
    assertThat(counts)
        .containsExactly(
            new EvaluationCount(3, 4), new EvaluationCount(4, 4), new EvaluationCount(5, 4));
  }

  @Test
  void forEach_results_comeAsSoonAsTheyAreThereOnTheCallersThread() {
    List<String> seen = new ArrayList<>();
    Thread caller = Thread.currentThread();
    new Lockstep(classifier, 3)
        .forEach(
            List.of(3, 1, 2),
            CubicClassifier::sumOfCubes,
            (result, index) -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              seen.add(index + " after " + classifier.calls.size());
            });
    assertThat(seen).containsExactly("1 after 1", "2 after 2", "0 after 3");
    assertThat(classifier.threads).containsOnly(caller);
  }

  @Test
  void map_sameItemsAndWidth_sameBatches() {
    List<Integer> items = IntStream.range(0, 40).map(i -> i * 7 % 11).boxed().toList();
    new Lockstep(classifier, 8).map(items, CubicClassifier::sumOfCubes);
    CubicClassifier again = new CubicClassifier();
    new Lockstep(again, 8).map(items, CubicClassifier::sumOfCubes);
    assertThat(again.points).isEqualTo(classifier.points);
  }

  private static double expectedSumOfCubes(int n) {
    double triangular = n * (n + 1) / 2.0;
    return triangular * triangular;
  }
}
