package io.separatrix.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.RocCurve;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

  private static final Reported AREA = Reported.number("above .95", 0.95, 0.005);

  private static Claim claim(
      @Nullable Reported reported, double neutral, boolean above, Interval measured) {
    return new Claim(
        "id",
        "section",
        "Fig. 0",
        "statement",
        "quantity",
        reported,
        neutral,
        above,
        measured,
        Claim.Unit.PERCENT);
  }

  private static Agreement verdict(
      @Nullable Reported reported,
      double neutral,
      boolean above,
      double value,
      double low,
      double high) {
    return claim(reported, neutral, above, new Interval(value, low, high, 100)).verdict();
  }

  private static Claim all(long successes, long trials) {
    return claim(Reported.all(), 0.5, true, new Proportion(successes, trials).interval());
  }

  @ParameterizedTest
  @CsvSource({
    "0.97, 0.95, 0.98, AGREES",
    "0.95, 0.935, 0.96, AGREES", // 94 % within half a per cent
    "0.95, 0.934, 0.96, CANNOT_TELL",
    "0.92, 0.90, 0.936, CANNOT_TELL",
    "0.92, 0.90, 0.934, WEAKER",
    "0.92, 0.85, 0.99, CANNOT_TELL", // so wide that it holds the paper's number and half of it
    "0.52, 0.47, 0.96, CANNOT_TELL",
    "0.75, 0.30, 0.95, CANNOT_TELL", // three of four
    "0.50, 0.40, 0.60, DISAGREES", // no effect, and far from the paper's
    "0.30, 0.20, 0.40, DISAGREES",
    "NaN, NaN, NaN, CANNOT_TELL",
  })
  void verdict_ofShareAboveOneHalf_followsTheRule(
      double value, double low, double high, Agreement expected) {
    Reported reported = Reported.number("97 % and 94 %", 0.94, 0.005);
    assertThat(verdict(reported, 0.5, true, value, low, high)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.70, 0.68, 0.72, AGREES", // a stronger effect than the paper's
    "0.84, 0.82, 0.85, AGREES",
    "0.84, 0.82, 0.86, CANNOT_TELL",
    "0.91, 0.89, 0.93, WEAKER",
    "1.00, 0.99, 1.00, DISAGREES",
    "1.00, 0.70, 1.00, CANNOT_TELL",
  })
  void verdict_ofShareBelowOne_countsTheOtherWay(
      double value, double low, double high, Agreement expected) {
    Reported reported = Reported.number("about 80 %", 0.8, 0.05);
    assertThat(verdict(reported, 1, false, value, low, high)).isEqualTo(expected);
  }

  @Test
  void verdict_withoutPrintedNumber_asksForTheSideOnly() {
    assertThat(verdict(null, 1, true, 1.2, 1.1, 1.3)).isEqualTo(Agreement.AGREES);
    assertThat(verdict(null, 1, true, 1.2, 0.9, 1.5)).isEqualTo(Agreement.CANNOT_TELL);
    assertThat(verdict(null, 1, true, 0.8, 0.7, 0.9)).isEqualTo(Agreement.DISAGREES);
  }

  @Test
  void verdict_ofAll_oneExceptionRefutesIt() {
    assertThat(all(996, 1000).verdict()).isEqualTo(Agreement.WEAKER);
    assertThat(all(999, 1000).verdict()).isEqualTo(Agreement.WEAKER);
    assertThat(all(999_999, 1_000_000).verdict()).isEqualTo(Agreement.WEAKER);
    assertThat(all(1000, 1000).verdict()).isEqualTo(Agreement.AGREES);
  }

  @Test
  void verdict_ofAllInASmallSample_cannotTellAndSaysWhatWould() {
    Claim few = all(20, 20);
    assertThat(few.verdict()).isEqualTo(Agreement.CANNOT_TELL);
    long needed = few.needed();
    assertThat(needed).isBetween(300L, 450L);
    assertThat(all(needed, needed).verdict()).isEqualTo(Agreement.AGREES);
  }

  @Test
  void needed_ofAShare_letsTheSampleTell() {
    Reported reported = Reported.number("above 95 %", 0.95, 0.005);
    for (int percent : new int[] {80, 90, 93, 97, 98}) {
      Proportion small = new Proportion(percent / 5, 20);
      Claim claim = claim(reported, 0.5, true, small.interval());
      if (claim.verdict() == Agreement.CANNOT_TELL && claim.needed() > 0) {
        long n = 2 * claim.needed();
        long successes = Math.round(small.estimate() * n);
        assertThat(claim(reported, 0.5, true, new Proportion(successes, n).interval()).verdict())
            .as(small.toString())
            .isNotEqualTo(Agreement.CANNOT_TELL);
      }
    }
    assertThat(verdict(null, 0.5, true, 0.5, 0.4, 0.6)).isEqualTo(Agreement.CANNOT_TELL);
    assertThat(claim(null, 0.5, true, new Interval(0.5, 0.4, 0.6, 100)).needed()).isZero();
  }

  /** A larger sample of the same never takes an earned verdict back to a milder standard. */
  @Test
  void verdict_fewerSamples_doNotMakeItEasierToAgree() {
    Reported reported = Reported.number("above 95 %", 0.95, 0.005);
    for (int percent = 50; percent <= 100; percent++) {
      boolean agreed = false;
      for (int n = 100; n <= 100_000; n *= 10) {
        Agreement verdict =
            claim(reported, 0.5, true, new Proportion((long) percent * n / 100, n).interval())
                .verdict();
        assertThat(agreed && verdict != Agreement.AGREES).as(percent + " % of " + n).isFalse();
        agreed = verdict == Agreement.AGREES;
      }
      assertThat(agreed).isEqualTo(percent >= 95);
    }
  }

  private static Map<Agreement, Integer> detectors(double shift, int pairs) {
    Map<Agreement, Integer> verdicts = new EnumMap<>(Agreement.class);
    for (int run = 0; run < 200; run++) {
      SplittableRandom random = Seeds.random(pairs, "detector", run);
      double[] clean = random.doubles(pairs).map(v -> random.nextGaussian()).toArray();
      double[] perturbed = random.doubles(pairs).map(v -> shift + random.nextGaussian()).toArray();
      RocCurve curve = RocCurve.ofPairs(clean, perturbed);
      verdicts.merge(claim(AREA, 0.5, true, curve.aucInterval()).verdict(), 1, Integer::sum);
    }
    return verdicts;
  }

  @Test
  void verdict_noiseAsDetector_disagreesAndNeverAgrees() {
    Map<Agreement, Integer> verdicts = detectors(0, 100);
    assertThat(verdicts).doesNotContainKey(Agreement.AGREES);
    assertThat(verdicts.get(Agreement.DISAGREES)).isGreaterThan(180);
    // A handful of pairs cannot tell noise from anything.
    assertThat(detectors(0, 5)).doesNotContainKey(Agreement.AGREES);
  }

  @Test
  void verdict_reversedDetector_disagrees() {
    assertThat(detectors(-2, 100)).containsOnlyKeys(Agreement.DISAGREES);
  }

  @Test
  void verdict_goodDetectors_agreeOrAreWeaker() {
    assertThat(detectors(4, 200)).containsOnlyKeys(Agreement.AGREES);
    assertThat(detectors(1, 200)).containsOnlyKeys(Agreement.WEAKER);
  }
}
