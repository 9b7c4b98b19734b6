package io.separatrix.experiment.run;

import io.separatrix.geometry.TimedClassifier;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Measures a session and its phases: time, the network's share of it, and memory. */
public final class Stopwatch {

  /** The phase in which studies draw. */
  public static final String FIGURES = "figures";

  /** The phase in which the report is put together. */
  public static final String REPORT = "report";

  private static final String STARTUP = "startup";
  private static final Set<String> DRAWING = Set.of(FIGURES, REPORT);

  private final TimedClassifier network;
  private final Map<String, Timings.Phase> phases = new LinkedHashMap<>();
  private final Deque<String> current = new ArrayDeque<>();
  private final double before;
  private final long start;
  private long mark;
  private double networkMark;

  /**
   * Starts now.
   *
   * @param network keeps account of its time
   * @param startup seconds that the program has taken until now
   */
  public Stopwatch(TimedClassifier network, double startup) {
    this.network = network;
    this.before = startup;
    this.start = System.nanoTime();
    this.mark = start;
    this.networkMark = network.seconds();
    phases.put(STARTUP, new Timings.Phase(startup, network.seconds(), MemoryPeak.read()));
    MemoryPeak.reset();
  }

  /** Seconds since the program started. */
  public static double uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
  }

  /**
   * Does some work as a phase. Work under one name adds up; a phase within a phase is taken off the
   * outer one.
   */
  public <V> V phase(String name, Supplier<V> work) {
    split();
    current.push(name);
    try {
      return work.get();
    } finally {
      split();
      current.pop();
    }
  }

  /** Books the time since the last call to the phase under way. */
  private void split() {
    long now = System.nanoTime();
    double networkNow = network.seconds();
    if (!current.isEmpty()) {
      phases.merge(
          current.getFirst(),
          new Timings.Phase((now - mark) * 1e-9, networkNow - networkMark, MemoryPeak.read()),
          Stopwatch::sum);
    }
    MemoryPeak.reset();
    mark = now;
    networkMark = networkNow;
  }

  private static Timings.Phase sum(Timings.Phase a, Timings.Phase b) {
    return new Timings.Phase(
        a.seconds() + b.seconds(),
        a.network() + b.network(),
        a.memory() == null || b.memory() == null ? null : a.memory().max(b.memory()));
  }

  /** Where the time went so far. */
  public Timings timings() {
    double drawing = 0;
    double studying = 0;
    double studyingNetwork = 0;
    for (Map.Entry<String, Timings.Phase> phase : phases.entrySet()) {
      if (DRAWING.contains(phase.getKey())) {
        drawing += phase.getValue().seconds();
      } else if (!phase.getKey().equals(STARTUP)) {
        studying += phase.getValue().seconds();
        studyingNetwork += phase.getValue().network();
      }
    }
    return new Timings(
        before + (System.nanoTime() - start) * 1e-9,
        network.seconds(),
        before,
        drawing,
        studyingNetwork / studying,
        new LinkedHashMap<>(phases));
  }
}
