package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LockstepTest {

  private final Cubic classifier = new Cubic();

  @AfterEach
  void noLaneIsLeft() {
    await(() -> lanes().isEmpty());
    assertThat(lanes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void map_itemsOfDifferentLength_resultsAreInOrderAndRight(int width) {
    List<Integer> items = IntStream.range(0, 20).boxed().toList();
    List<Double> results = new Lockstep(classifier, width).map(items, LockstepTest::sumOfCubes);
    assertThat(results).isEqualTo(items.stream().map(n -> expectedSumOfCubes(n)).toList());
  }

  @Test
  void map_noItems_callsNothing() {
    assertThat(new Lockstep(classifier, 3).map(List.<Integer>of(), LockstepTest::sumOfCubes))
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
    new Lockstep(classifier, 4).map(items, LockstepTest::sumOfCubes);
    assertThat(classifier.calls).hasSize(3 * 5).allMatch(call -> call.equals("logits 4"));
  }

  @Test
  void map_itemsThatFinishEarly_leaveTheirPlaceToTheNext() {
    // Lanes are taken by 1 + 3 rounds and by 2 + 2 rounds: always two rows until round 4.
    new Lockstep(classifier, 2).map(List.of(1, 2, 3, 2), LockstepTest::sumOfCubes);
    assertThat(classifier.calls).containsExactly("logits 2", "logits 2", "logits 2", "logits 2");
  }

  @Test
  void map_lastItemIsLong_isAloneInTheEnd() {
    new Lockstep(classifier, 3).map(List.of(1, 2, 4), LockstepTest::sumOfCubes);
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
  void map_fewerFunctionsThanPoints_isRefused() {
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, 2)
                    .map(
                        List.of(1, 2),
                        (item, evaluator) ->
                            evaluator.linearize(new double[2][1], new LogitCombination[item][0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2, found 1");
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
            LockstepTest::sumOfCubes,
            (result, index) -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              seen.add(index + " after " + classifier.calls.size());
            });
    assertThat(seen).containsExactly("1 after 1", "2 after 2", "0 after 3");
    assertThat(classifier.threads).containsOnly(caller);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 50})
  void map_algorithmThrows_theExceptionComesOut(int width) {
    IllegalStateException failure = new IllegalStateException("item 7");
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, width)
                    .map(
                        IntStream.range(0, 20).boxed().toList(),
                        (item, evaluator) -> {
                          double sum = sumOfCubes(3, evaluator);
                          if (item == 7) {
                            throw failure;
                          }
                          return sum + sumOfCubes(30, evaluator);
                        }))
        .isSameAs(failure);
  }

  @Test
  void map_algorithmThrowsAnError_itComesOut() {
    AssertionError failure = new AssertionError("broken");
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, 2)
                    .map(
                        List.of(1, 2),
                        (item, evaluator) -> {
                          throw failure;
                        }))
        .isSameAs(failure);
  }

  @Test
  void map_algorithmGoesOnAfterItWasAbandoned_isAbandonedAgain() {
    CountDownLatch refusedTwice = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, 2)
                    .map(
                        List.of(0, 1),
                        (item, evaluator) -> {
                          if (item == 0) {
                            throw new IllegalStateException("first");
                          }
                          try {
                            return evaluator.label(new double[] {1});
                          } catch (CancellationException e) {
                            try {
                              return evaluator.label(new double[] {2});
                            } catch (CancellationException again) {
                              refusedTwice.countDown();
                              throw again;
                            }
                          }
                        }))
        .hasMessage("first");
    await(() -> refusedTwice.getCount() == 0);
    assertThat(refusedTwice.getCount()).isZero();
  }

  @Test
  void map_classifierThrows_theExceptionComesOut() {
    classifier.failAt = 3;
    assertThatThrownBy(
            () -> new Lockstep(classifier, 2).map(List.of(5, 5, 5), LockstepTest::sumOfCubes))
        .hasMessage("call 3");
  }

  @Test
  void forEach_sinkThrows_theExceptionComesOut() {
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, 2)
                    .forEach(
                        List.of(1, 5, 5),
                        LockstepTest::sumOfCubes,
                        (result, index) -> {
                          throw new IllegalStateException("disk full");
                        }))
        .hasMessage("disk full");
  }

  @Test
  void map_callerIsInterrupted_isCancelledAndStaysInterrupted() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<String> outcome = new AtomicReference<>("");
    Thread caller =
        new Thread(
            () -> {
              try {
                new Lockstep(classifier, 2)
                    .map(
                        List.of(1, 2),
                        (item, evaluator) -> {
                          if (item == 1) {
                            return evaluator.label(new double[] {1});
                          }
                          busy.countDown();
                          try {
                            never.await();
                          } catch (InterruptedException e) {
                            throw new CancellationException("as it should be");
                          }
                          return 0;
                        });
              } catch (CancellationException e) {
                outcome.set("cancelled, interrupted " + Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    busy.await();
    caller.interrupt();
    caller.join(Duration.ofSeconds(10).toMillis());
    assertThat(outcome.get()).isEqualTo("cancelled, interrupted true");
    assertThat(classifier.calls).isEmpty();
  }

  @Test
  void map_sameItemsAndWidth_sameBatches() {
    List<Integer> items = IntStream.range(0, 40).map(i -> i * 7 % 11).boxed().toList();
    new Lockstep(classifier, 8).map(items, LockstepTest::sumOfCubes);
    Cubic again = new Cubic();
    new Lockstep(again, 8).map(items, LockstepTest::sumOfCubes);
    assertThat(again.points).isEqualTo(classifier.points);
  }

  @Test
  void new_widthZero_isRefused() {
    assertThatThrownBy(() -> new Lockstep(classifier, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0");
  }

  /** Asks for one point in each of n rounds. */
  private static double sumOfCubes(int n, Evaluator evaluator) {
    double sum = 0;
    for (int i = 1; i <= n; i++) {
      sum += evaluator.logits(new double[] {i})[0];
    }
    return sum;
  }

  private static double expectedSumOfCubes(int n) {
    double triangular = n * (n + 1) / 2.0;
    return triangular * triangular;
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static List<Thread> lanes() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lane-"))
        .toList();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** {@code f(x) = (x^3, -x^3)} on the line; remembers its calls. */
  private static final class Cubic implements Classifier {
    final List<String> calls = new ArrayList<>();
    final List<Thread> threads = new ArrayList<>();
    final List<List<Double>> points = new ArrayList<>();
    int failAt;

    private void called(String kind, double[][] rows) {
      calls.add(kind + " " + rows.length);
      threads.add(Thread.currentThread());
      points.add(Stream.of(rows).map(row -> row[0]).toList());
      if (calls.size() == failAt) {
        throw new IllegalStateException("call " + failAt);
      }
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public double[][] logits(double[][] rows) {
      called("logits", rows);
      return values(rows);
    }

    private static double[][] values(double[][] rows) {
      return Stream.of(rows)
          .map(row -> new double[] {cube(row[0]), -cube(row[0])})
          .toArray(double[][]::new);
    }

    @Override
    public Linearization[] linearize(double[][] rows, LogitCombination[][] functions) {
      called("linearize", rows);
      double[][] logits = values(rows);
      Linearization[] result = new Linearization[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double x = rows[i][0];
        double[][] gradients =
            Stream.of(functions[i])
                .map(f -> new double[] {f.value(new double[] {3 * x * x, -3 * x * x})})
                .toArray(double[][]::new);
        result[i] = new Linearization(logits[i], gradients);
      }
      return result;
    }

    @Override
    public double[][] hessianVectorProducts(
        double[][] rows, LogitCombination[] functions, double[][] vectors) {
      called("hessian", rows);
      double[][] products = new double[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        double x = rows[i][0];
        products[i] =
            new double[] {functions[i].value(new double[] {6 * x, -6 * x}) * vectors[i][0]};
      }
      return products;
    }
  }
}
