package io.separatrix.geometry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws that share what they were drawn from: combinations of the same images, pairs with an image
 * in common, several directions at one point. The draws are not independent, the units are; so an
 * interval speaks of other units of the same kind only if it counts how the draws depend on them.
 * The mean over draws has the variance of the jackknife over units, less what the jackknife makes
 * of the scatter of the draws themselves (Wager, Hastie, Efron, "Confidence intervals for random
 * forests: the jackknife and the infinitesimal jackknife", JMLR 2014, for the mean over resamples):
 *
 * <pre>{@code V = (1/B^2) sum_i (sum of r_t over draws t with unit i)^2 - (k - 1) s^2 / B}</pre>
 *
 * <p>with r the residuals of B draws of k units each and s^2 their variance; it is never taken
 * smaller than {@code s^2 / B}, that of independent draws. If each draw has one unit, this is the
 * variance of cluster sampling.
 */
public final class SharedUnits {

  private final int[][] units;
  private final int[] strata;
  private final int population;

  /**
   * @param units for each draw the units that it rests on, any numbers; not modified
   * @param population how many units could have been drawn
   */
  public SharedUnits(int[][] units, int population) {
    this(units, new int[units.length], population);
  }

  /**
   * @param units for each draw the units that it rests on, any numbers; not modified
   * @param strata for each draw the part of the population that all its units are from, drawn in
   *     proportion to the number of its units; not modified
   * @param population how many units could have been drawn
   */
  public SharedUnits(int[][] units, int[] strata, int population) {
    if (units.length != strata.length || population < 0) {
      throw new IllegalArgumentException(
          "expected a stratum for each draw and a population, found "
              + units.length
              + " draws, "
              + strata.length
              + " strata and a population of "
              + population);
    }
    this.units = units.clone();
    this.strata = strata.clone();
    this.population = population;
  }

  /**
   * Share of the draws that succeed, with an interval about the units: Wilson's with the number of
   * independent draws that have the same variance. If all draws are alike their dependence does not
   * show, and as many count as have no unit in common.
   *
   * @param outcomes one for each draw; not modified
   * @return the share, whose count is that of the draws
   */
  public Interval share(boolean[] outcomes) {
    double[] values = new double[outcomes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = outcomes[i] ? 1 : 0;
    }
    double p = Arrays.stream(values).average().orElse(Double.NaN);
    double binomial = p * (1 - p);
    double effective =
        binomial > 0
            ? Math.min(values.length, binomial / variance(values))
            : Math.min(values.length, (double) population / Math.max(1, perDraw()));
    return new Interval(p, Wilson.low(p, effective), Wilson.high(p, effective), outcomes.length);
  }

  /**
   * Mean over the draws, with the standard error about the units.
   *
   * @param values one for each draw; not modified
   */
  public SampleMean mean(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    return new SampleMean(mean, Math.sqrt(variance(values)), values.length);
  }

  /** Variance of the mean; NaN for fewer than two draws. */
  private double variance(double[] values) {
    int n = values.length;
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    for (int t = 0; t < n; t++) {
      double[] sum = sums.computeIfAbsent(strata[t], stratum -> new double[2]);
      sum[0] += values[t];
      sum[1]++;
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double between = 0;
    for (double[] sum : sums.values()) {
      between += sum[1] / n * (sum[0] / sum[1] - mean) * (sum[0] / sum[1] - mean);
    }
    Map<Integer, Double> byUnit = new LinkedHashMap<>();
    double squares = 0;
    for (int t = 0; t < n; t++) {
      double[] sum = sums.get(strata[t]);
      double residual = values[t] - (sum == null ? mean : sum[0] / sum[1]);
      squares += residual * residual;
      for (int unit : units[t]) {
        byUnit.merge(unit, residual, Double::sum);
      }
    }
    double jackknife = byUnit.values().stream().mapToDouble(s -> s * s).sum() / n / n;
    double scatter = squares / Math.max(1, n - sums.size()) / n;
    double within = Math.max(scatter, jackknife - (perDraw() - 1) * scatter);
    return n < 2 ? Double.NaN : within + between * (1.0 / n + 1.0 / Math.max(1, population));
  }

  private double perDraw() {
    return Arrays.stream(units).mapToInt(draw -> draw.length).average().orElse(0);
  }
}
