package io.separatrix.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private final AtomicLong seconds = new AtomicLong();
  private final TimeLeft left =
      new TimeLeft(Map.of("short", 1.0, "long", 9.0), () -> seconds.get() * 1_000_000_000);

  @Test
  void text_atTheStart_isEmpty() {
    left.at("short", 0, 10);
    assertThat(left.text()).isEmpty();
  }

  @Test
  void text_afterTheShortPass_countsTheLongOneNineTimes() {
    left.at("short", 0, 10);
    seconds.set(10);
    left.at("short", 10, 10);
    assertThat(left.text()).isEqualTo("10 % of the run, about 0:01:30 left");
  }

  @Test
  void text_afterResumption_countsOnlyThisSessionsPace() {
    left.at("short", 10, 10);
    left.at("long", 3, 9);
    seconds.set(60);
    left.at("long", 6, 9);
    assertThat(left.text()).isEqualTo("70 % of the run, about 0:01:00 left");
  }

  @Test
  void text_afterResumptionWithLittleDone_saysNoTime() {
    left.at("short", 10, 10);
    left.at("long", 0, 90);
    seconds.set(600);
    left.at("long", 1, 90);
    assertThat(left.text()).isEqualTo("11 % of the run");
  }

  @Test
  void text_ofUnknownPass_isEmpty() {
    left.at("other", 0, 10);
    seconds.set(10);
    left.at("other", 5, 10);
    assertThat(left.text()).isEmpty();
  }
}
