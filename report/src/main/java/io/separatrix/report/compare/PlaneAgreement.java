package io.separatrix.report.compare;

import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.SampleMean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where two networks give the same labels on planes through three images: the reproducibility of
 * decision regions (Somepalli et al., CVPR 2022).
 *
 * @param shares of the points of each plane that both label alike, by the plane
 */
record PlaneAgreement(Map<String, Double> shares) {

  private static final String STUDY = "planes";

  /** Empty if the runs do not have the same planes. */
  static Optional<PlaneAgreement> of(RunFolder first, RunFolder other) {
    Manifest a = first.manifest();
    Manifest b = other.manifest();
    if (!a.data().sha256().equals(b.data().sha256()) || a.seed() != b.seed()) {
      return Optional.empty();
    }
    Map<String, int[]> x = maps(first);
    Map<String, int[]> y = maps(other);
    Map<String, Double> shares = new LinkedHashMap<>();
    x.forEach(
        (plane, labels) -> {
          int[] others = y.get(plane);
          if (others != null && others.length == labels.length) {
            shares.put(plane, agreement(labels, others));
          }
        });
    return shares.isEmpty() ? Optional.empty() : Optional.of(new PlaneAgreement(shares));
  }

  private static double agreement(int[] labels, int[] others) {
    int same = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == others[i]) {
        same++;
      }
    }
    return (double) same / labels.length;
  }

  /** The mean share; the interval is about other planes of the kind. */
  Interval mean() {
    return mean(shares);
  }

  /** The mean of this share less another pair's, on the planes that both have. */
  Interval above(PlaneAgreement other) {
    Map<String, Double> differences = new LinkedHashMap<>();
    shares.forEach(
        (plane, share) -> {
          Double less = other.shares.get(plane);
          if (less != null) {
            differences.put(plane, share - less);
          }
        });
    return mean(differences);
  }

  private static Interval mean(Map<String, Double> values) {
    return SampleMean.of(values.values().stream().mapToDouble(Double::doubleValue).toArray())
        .interval();
  }

  /**
   * Whether two networks are of one architecture, as far as a run says: the same inputs, number of
   * parameters and kind of operators.
   */
  static boolean sameArchitecture(RunFolder first, RunFolder other) {
    ModelCard a = first.manifest().model();
    ModelCard b = other.manifest().model();
    return a.inputShape().equals(b.inputShape())
        && a.parameters() == b.parameters()
        && Objects.equals(a.kind(), b.kind());
  }

  /** Labels by the plane's images. */
  private static Map<String, int[]> maps(RunFolder run) {
    Map<String, int[]> maps = new LinkedHashMap<>();
    SampleTable.of(run, STUDY, 1)
        .ifPresent(
            table ->
                table
                    .rows()
                    .forEach(
                        row ->
                            maps.put(
                                String.join(
                                    " ",
                                    row.getOrDefault("index", ""),
                                    row.getOrDefault("first", ""),
                                    row.getOrDefault("second", ""),
                                    row.getOrDefault("third", "")),
                                labels(run, row.getOrDefault("map", "")))));
    return maps;
  }

  /** Undoes {@code label*length label*length}. */
  private static int[] labels(RunFolder run, String map) {
    try {
      return Arrays.stream(map.split(" "))
          .map(part -> part.split("\\*"))
          .flatMapToInt(
              part ->
                  Arrays.stream(new int[Integer.parseInt(part[1])])
                      .map(point -> Integer.parseInt(part[0])))
          .toArray();
    } catch (RuntimeException e) {
      throw new RunFolderException(
          run.directory()
              + ": expected maps of labels as label*length in the samples of planes, found "
              + map.substring(0, Math.min(40, map.length())),
          e);
    }
  }
}
