package io.separatrix.studies.run;

import io.separatrix.geometry.TimedClassifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures a session and its phases, and how much of each the network took. */
public final class Stopwatch {

  private final long start = System.nanoTime();
  private final TimedClassifier network;
  private final Map<String, Timings.Phase> phases = new LinkedHashMap<>();

  /** Starts now. */
  public Stopwatch(TimedClassifier network) {
    this.network = network;
  }

  /** Does some work as a phase; work under one name adds up. */
  public <V> V phase(String name, Supplier<V> work) {
    long before = System.nanoTime();
    double networkBefore = network.seconds();
    try {
      return work.get();
    } finally {
      Timings.Phase phase =
          new Timings.Phase((System.nanoTime() - before) * 1e-9, network.seconds() - networkBefore);
      phases.merge(
          name,
          phase,
          (a, b) -> new Timings.Phase(a.seconds() + b.seconds(), a.network() + b.network()));
    }
  }

  /** Where the time went so far. */
  public Timings timings() {
    return new Timings(
        (System.nanoTime() - start) * 1e-9, network.seconds(), new LinkedHashMap<>(phases));
  }
}
