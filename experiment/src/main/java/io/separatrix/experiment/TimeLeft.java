package io.separatrix.experiment;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much of a run of several passes is done, and how long the rest will take if this machine and
 * network keep to the proportions of a measured run.
 */
public final class TimeLeft {

  /** Share of a run below which its pace says little. */
  private static final double ENOUGH = 0.05;

  private final Map<String, Double> effort;
  private final LongSupplier clock;
  private final Map<String, Double> done = new HashMap<>();
  private final Map<String, Double> before = new HashMap<>();
  private final long started;

  /**
   * @param effort what each pass takes, in any unit; empty if nothing is known
   * @param clock in nanoseconds
   */
  public TimeLeft(Map<String, Double> effort, LongSupplier clock) {
    this.effort = Map.copyOf(effort);
    this.clock = clock;
    this.started = clock.getAsLong();
  }

  /**
   * Hears of a pass; what is done at its first call was done in an earlier session.
   *
   * @param pass its name
   * @param items finished ones
   * @param total all of its items
   */
  public void at(String pass, int items, int total) {
    if (total > 0) {
      done.put(pass, (double) items / total);
      before.putIfAbsent(pass, (double) items / total);
    }
  }

  /**
   * What is done, and how long the rest will take.
   *
   * @return such as {@code 23 % of the run, about 0:12:30 left}; without the time as long as this
   *     session has done little, empty if it has done nothing
   */
  public String text() {
    double all = effort.values().stream().mapToDouble(Double::doubleValue).sum();
    double finished = sum(done);
    double here = finished - sum(before);
    if (!(here > 0)) {
      return "";
    }
    String share = String.format(Locale.ROOT, "%.0f %% of the run", 100 * finished / all);
    if (here < ENOUGH * all) {
      return share;
    }
    double seconds = (clock.getAsLong() - started) * 1e-9 * (all - finished) / here;
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return String.format(
        Locale.ROOT,
        "%s, about %d:%02d:%02d left",
        share,
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart());
  }

  private double sum(Map<String, Double> shares) {
    return effort.entrySet().stream()
        .mapToDouble(pass -> pass.getValue() * shares.getOrDefault(pass.getKey(), 0.0))
        .sum();
  }
}
