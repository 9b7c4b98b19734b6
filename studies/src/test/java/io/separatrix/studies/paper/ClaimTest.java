package io.separatrix.studies.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

  private static Verdict verdict(
      @Nullable Reported reported,
      double neutral,
      boolean above,
      double value,
      double low,
      double high) {
    return new Claim(
            "id",
            "section",
            "Fig. 0",
            "statement",
            "quantity",
            reported,
            neutral,
            above,
            new Measured(value, low, high, 100),
            Claim.Unit.PERCENT)
        .verdict();
  }

  @ParameterizedTest
  @CsvSource({
    "0.97, 0.95, 0.98, AGREES",
    "0.92, 0.90, 0.936, AGREES", // reaches 94 % within half a per cent
    "0.92, 0.90, 0.934, WEAKER",
    "0.52, 0.47, 0.96, WEAKER", // the interval holds one half
    "0.50, 0.40, 0.60, DISAGREES",
    "0.30, 0.20, 0.40, DISAGREES",
    "NaN, NaN, NaN, DISAGREES",
  })
  void verdict_ofShareAboveOneHalf_followsTheRule(
      double value, double low, double high, Verdict expected) {
    Reported reported = new Reported("97 % and 94 %", 0.94, 0.005);
    assertThat(verdict(reported, 0.5, true, value, low, high)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.70, 0.68, 0.72, AGREES", // a stronger effect than the paper's
    "0.84, 0.82, 0.86, AGREES",
    "0.91, 0.89, 0.93, WEAKER",
    "1.00, 0.99, 1.00, DISAGREES",
  })
  void verdict_ofShareBelowOne_countsTheOtherWay(
      double value, double low, double high, Verdict expected) {
    Reported reported = new Reported("about 80 %", 0.8, 0.05);
    assertThat(verdict(reported, 1, false, value, low, high)).isEqualTo(expected);
  }

  @Test
  void verdict_withoutPrintedNumber_asksForTheSideOnly() {
    assertThat(verdict(null, 1, true, 1.2, 1.1, 1.3)).isEqualTo(Verdict.AGREES);
    assertThat(verdict(null, 1, true, 1.2, 0.9, 1.5)).isEqualTo(Verdict.WEAKER);
  }
}
