package io.separatrix.studies.run;

import java.util.Map;

/**
 * Wall time in seconds.
 *
 * @param total from start to end
 * @param network spent inside network evaluations
 * @param phases by name, in order: a study's name, {@code figures}, {@code report}
 */
public record Timings(double total, double network, Map<String, Phase> phases) {

  /**
   * One part of a session.
   *
   * @param seconds wall time
   * @param network of it inside network evaluations
   */
  public record Phase(double seconds, double network) {}
}
