package io.separatrix.geometry;

import static io.separatrix.geometry.CubicClassifier.sumOfCubes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions, refusals and interruption: each comes out, and no lane stays behind. */
@Timeout(30)
class LockstepFailureTest {

  private final CubicClassifier classifier = new CubicClassifier();

  @AfterEach
  void noLaneIsLeft() {
    Lanes.assertNoneLeft();
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
    Lanes.await(() -> refusedTwice.getCount() == 0);
    assertThat(refusedTwice.getCount()).isZero();
  }

  @Test
  void map_classifierThrows_theExceptionComesOut() {
    classifier.failAt = 3;
    assertThatThrownBy(
            () -> new Lockstep(classifier, 2).map(List.of(5, 5, 5), CubicClassifier::sumOfCubes))
        .hasMessage("call 3");
  }

  @Test
  void forEach_sinkThrows_theExceptionComesOut() {
    assertThatThrownBy(
            () ->
                new Lockstep(classifier, 2)
                    .forEach(
                        List.of(1, 5, 5),
                        CubicClassifier::sumOfCubes,
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
  void new_widthZero_isRefused() {
    assertThatThrownBy(() -> new Lockstep(classifier, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0");
  }
}
