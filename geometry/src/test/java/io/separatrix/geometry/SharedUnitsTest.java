package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals about units against the scatter over disjoint sets of units. */
class SharedUnitsTest {

  private static final int UNITS = 200;
  private static final int DRAWS = 1000;
  private static final int SETS = 200;

  /** The sum of a draw is normal with variance 1 + 1/4, whatever k is: Phi(0.6 / sqrt(1.25)). */
  private static final double TRUTH = 0.70428;

  /**
   * Units differ; a draw succeeds if the sum of its units and some noise of its own is positive.
   */
  private static boolean success(double[] level, int[] drawn, SplittableRandom random) {
    double sum = IntStream.of(drawn).mapToDouble(i -> level[i]).sum() / Math.sqrt(drawn.length);
    return sum + 0.5 * random.nextGaussian() > -0.6;
  }

  private static int[] draw(int k, SplittableRandom random) {
    return random.ints(0, UNITS).distinct().limit(k).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void share_drawsOfTheSameUnits_coversOverDisjointSetsOfUnits(int k) {
    int covered = 0;
    int coveredByWilson = 0;
    for (int set = 0; set < SETS; set++) {
      SplittableRandom random = Seeds.random(k, "set", set);
      double[] level = IntStream.range(0, UNITS).mapToDouble(i -> random.nextGaussian()).toArray();
      int[][] units = new int[DRAWS][];
      boolean[] outcomes = new boolean[DRAWS];
      for (int t = 0; t < DRAWS; t++) {
        units[t] = draw(k, random);
        outcomes[t] = success(level, units[t], random);
      }
      Interval share = new SharedUnits(units, UNITS).share(outcomes);
      covered += share.low() <= TRUTH && TRUTH <= share.high() ? 1 : 0;
      long successes = IntStream.range(0, DRAWS).filter(t -> outcomes[t]).count();
      Proportion wilson = new Proportion(successes, DRAWS);
      coveredByWilson += wilson.low() <= TRUTH && TRUTH <= wilson.high() ? 1 : 0;
    }
    assertThat(covered / (double) SETS).isBetween(0.9, 1.0);
    // What is cured here: as if the draws were independent.
    assertThat(coveredByWilson / (double) SETS).isLessThan(0.8);
  }

  @Test
  void share_independentDraws_isWilsons() {
    SplittableRandom random = new SplittableRandom(2);
    int[][] units = new int[DRAWS][];
    boolean[] outcomes = new boolean[DRAWS];
    for (int t = 0; t < DRAWS; t++) {
      units[t] = new int[] {t};
      outcomes[t] = random.nextInt(10) > 0;
    }
    Interval share = new SharedUnits(units, DRAWS).share(outcomes);
    long successes = IntStream.range(0, DRAWS).filter(t -> outcomes[t]).count();
    Proportion wilson = new Proportion(successes, DRAWS);
    assertThat(share.estimate()).isEqualTo(wilson.estimate(), within(1e-12));
    assertThat(share.low()).isEqualTo(wilson.low(), within(1e-4));
    assertThat(share.high()).isEqualTo(wilson.high(), within(1e-4));
  }

  @Test
  void share_allAlike_countsDrawsWithoutACommonUnit() {
    int[][] units = new int[1000][];
    boolean[] outcomes = new boolean[1000];
    for (int t = 0; t < units.length; t++) {
      units[t] = new int[] {t % 100, (t + 1) % 100, (t + 2) % 100, (t + 3) % 100, (t + 4) % 100};
      outcomes[t] = true;
    }
    Interval share = new SharedUnits(units, 100).share(outcomes);
    assertThat(share.low()).isEqualTo(new Proportion(20, 20).low(), within(1e-12));
    assertThat(share.high()).isEqualTo(1);
  }

  @Test
  void share_strata_theirNumbersOfUnitsVaryOnce() {
    // Stratum 0 always succeeds and stratum 1 never does: all variance is that of their sizes.
    SplittableRandom random = new SplittableRandom(3);
    int[][] units = new int[DRAWS][];
    int[] strata = new int[DRAWS];
    boolean[] outcomes = new boolean[DRAWS];
    for (int t = 0; t < DRAWS; t++) {
      strata[t] = random.nextInt(2);
      outcomes[t] = strata[t] == 0;
      units[t] = random.ints(0, 50).distinct().limit(5).toArray();
      for (int i = 0; i < 5; i++) {
        units[t][i] += 50 * strata[t];
      }
    }
    Interval share = new SharedUnits(units, strata, 100).share(outcomes);
    double variance = 0.25 * (1.0 / 100 + 1.0 / DRAWS);
    assertThat(share.high() - share.low()).isEqualTo(2 * 1.96 * Math.sqrt(variance), within(0.01));
  }

  @Test
  void mean_differencesOfUnits_coversOverSets() {
    int covered = 0;
    for (int set = 0; set < SETS; set++) {
      SplittableRandom random = Seeds.random(9, "mean", set);
      double[] level = IntStream.range(0, UNITS).mapToDouble(i -> random.nextGaussian()).toArray();
      int[][] units = new int[UNITS][];
      double[] values = new double[UNITS];
      for (int t = 0; t < UNITS; t++) {
        units[t] = new int[] {t, (t + 1 + random.nextInt(UNITS - 1)) % UNITS};
        values[t] = level[units[t][0]] + level[units[t][1]];
      }
      SampleMean mean = new SharedUnits(units, UNITS).mean(values);
      covered += mean.low() <= 0 && 0 <= mean.high() ? 1 : 0;
    }
    assertThat(covered / (double) SETS).isBetween(0.9, 1.0);
  }

  @Test
  void pairedShares_correlatedVerdicts_coverTheirMean() {
    int covered = 0;
    for (int set = 0; set < 1000; set++) {
      SplittableRandom random = Seeds.random(10, "pairs", set);
      boolean[] first = new boolean[60];
      boolean[] second = new boolean[60];
      for (int i = 0; i < 60; i++) {
        double hard = random.nextGaussian();
        first[i] = hard + random.nextGaussian() > -1;
        second[i] = hard + random.nextGaussian() > 0;
      }
      Interval shares = PairedShares.of(first, second);
      double truth = (normal(1 / Math.sqrt(2)) + 0.5) / 2;
      covered += shares.low() <= truth && truth <= shares.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(930, 975);
  }

  /** Of few items the correlation may seem to be -1, which would leave no width at all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10})
  void pairedShares_fewItems_coverTheirMean(int items) {
    int covered = 0;
    for (int set = 0; set < 1000; set++) {
      SplittableRandom random = Seeds.random(items, "few", set);
      boolean[] first = new boolean[items];
      boolean[] second = new boolean[items];
      for (int i = 0; i < items; i++) {
        // Shares of .7 and .4, seldom both at once.
        double u = random.nextDouble();
        first[i] = u < 0.7;
        second[i] = u >= 0.6;
      }
      Interval shares = PairedShares.of(first, second);
      covered += shares.low() <= 0.55 && 0.55 <= shares.high() ? 1 : 0;
    }
    assertThat(covered).isGreaterThan(930);
  }

  @Test
  void pairedShares_allRight_hasALowerEnd() {
    boolean[] right = new boolean[20];
    java.util.Arrays.fill(right, true);
    Interval shares = PairedShares.of(right, right);
    assertThat(shares.estimate()).isEqualTo(1);
    assertThat(shares.low()).isLessThan(0.95);
    assertThat(shares.high()).isEqualTo(1);
  }

  /** Distribution function of the normal at 0.7071, from the tables. */
  private static double normal(double at) {
    assertThat(at).isEqualTo(0.70711, within(1e-5));
    return 0.76025;
  }
}
