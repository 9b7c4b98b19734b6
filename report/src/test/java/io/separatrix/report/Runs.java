package io.separatrix.report;

import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Timings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions of runs for tests. */
public final class Runs {

  private Runs() {}

  /** A run of {@code boundary} with some configuration. */
  public static Manifest manifest(Map<String, ?> configuration, String modelHash, long seed) {
    return Manifest.starting(
        "boundary",
        configuration,
        seed,
        model("lenet-fashion", modelHash),
        data(),
        List.of(),
        session());
  }

  public static ModelCard model(String name, String hash) {
    return new ModelCard(
        name,
        "built-in",
        hash,
        List.of(1, 28, 28),
        List.of(0.0, 1.0),
        List.of(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot"),
        7850,
        true,
        "piecewise-linear",
        Map.of());
  }

  public static DataCard data() {
    return new DataCard(
        "fashion-mnist-sample", "built-in", "d".repeat(64), 1000, List.of(1, 28, 28), Map.of());
  }

  /** Of a session that started at once, drew nothing and spent 90 % of its time in the network. */
  public static Timings timings(double total, double network, Map<String, Timings.Phase> phases) {
    return new Timings(total, network, 0, 0, 0.9, phases);
  }

  public static Session session() {
    return new Session(
        List.of("./separatrix", "boundary", "--model", "lenet-fashion", "--limit", "12"),
        new LinkedHashMap<>(Map.of("threads", "2")),
        Map.of("java", "17"),
        Map.of("processor", "a processor"),
        Instant.parse("2026-03-04T05:06:07Z"),
        null);
  }
}
