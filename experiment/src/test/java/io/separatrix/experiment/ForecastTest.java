package io.separatrix.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import io.separatrix.testkit.Fashion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final int IMAGES = 4;

  /** Milliseconds of a call. */
  private static final int CALL = 2;

  private final AtomicInteger calls = new AtomicInteger();

  private void slowly() {
    calls.incrementAndGet();
    long end = System.nanoTime() + CALL * 1_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private record Planned(String name, Map<String, Double> passes) implements Study<StudyResult> {

    @Override
    public StudyResult run(StudyContext context) {
      throw new UnsupportedOperationException("a forecast runs nothing");
    }

    @Override
    public Map<String, Double> expectedEvaluations(Experiment experiment) {
      return passes;
    }
  }

  private Forecast forecast(Planned... studies) {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, IMAGES);
    Classifier slow = new Cancellable(Fashion.classifier(), this::slowly);
    try (Experiment experiment = Experiment.of(slow, images).open()) {
      calls.set(0); // those of the checks
      return Forecast.of(experiment, List.of(studies));
    }
  }

  @Test
  void of_passThatTwoStudiesRestOn_isCountedOnce() {
    Forecast forecast =
        forecast(
            new Planned("one", Map.of("nearest", 100.0, "one", 20.0)),
            new Planned("two", Map.of("nearest", 100.0, "two", 3.0)));
    assertThat(forecast.evaluations()).isEqualTo(123);
  }

  @Test
  void of_callsThatTakeATime_countsThemByTheRow() {
    Forecast forecast = forecast(new Planned("one", Map.of("one", 512_000.0)));
    assertThat(forecast.secondsEach()).isGreaterThanOrEqualTo(CALL * 1e-3 / 256);
    assertThat(forecast.time()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    assertThat(calls.get()).isPositive();
  }

  @Test
  void of_studiesThatSayNothing_evaluatesNothing() {
    Forecast forecast = forecast(new Planned("one", Map.of()));
    assertThat(forecast.time()).isZero();
    assertThat(calls.get()).isZero();
  }

  @Test
  void text_timesOfAllLengths_haveTheirUnit() {
    assertThat(new Forecast(40_000, 0.002).text())
        .isEqualTo(
            "about 80 seconds, by an estimate of 0.040 million evaluations of the network at 2 ms");
    assertThat(new Forecast(40_000, 0.018).text()).startsWith("about 12 minutes, ");
    assertThat(new Forecast(1e6, 0.018).text()).startsWith("about 5.0 hours, ");
  }
}
