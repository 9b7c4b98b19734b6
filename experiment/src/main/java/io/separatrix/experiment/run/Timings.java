package io.separatrix.experiment.run;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wall time in seconds, and memory.
 *
 * @param total from the start of the program to the end
 * @param network spent inside network evaluations, start-up and checks included
 * @param startup of the program: loading the libraries, the model and the data, and checking them
 * @param drawing figures and the report
 * @param networkShare share of the studies' time, without start-up and drawing, that was spent
 *     inside network evaluations; NaN if no study ran
 * @param phases by name, in order: {@code startup}, a study's name, {@code figures}, {@code report}
 */
public record Timings(
    double total,
    double network,
    double startup,
    double drawing,
    double networkShare,
    Map<String, Phase> phases) {

  /** The most of it in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "time: %.1f s in all, start-up %.1f s, drawing %.1f s; %.1f %% of the rest inside the"
            + " network",
        total,
        startup,
        drawing,
        100 * networkShare);
  }

  /**
   * One part of a session, without the parts inside it.
   *
   * @param seconds wall time
   * @param network of it inside network evaluations
   * @param memory the most that it took; null if that was not measured
   */
  public record Phase(double seconds, double network, @Nullable MemoryPeak memory) {}
}
