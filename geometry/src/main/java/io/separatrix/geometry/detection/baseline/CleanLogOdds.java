package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.Variance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean and standard deviation of the change of log-odds on clean images, for each pair of classes
 * that has enough of them and over all pairs.
 *
 * @param pairs by predicted label and other class
 * @param all over all pairs, for those that have none of their own
 */
public record CleanLogOdds(Map<Pair, Moments> pairs, Moments all) {

  /** A predicted label y and another class z. */
  public record Pair(int label, int other) {}

  /**
   * @param mean mu
   * @param deviation sigma, positive
   */
  public record Moments(double mean, double deviation) {

    static Moments of(List<Double> values) {
      double[] array = values.stream().mapToDouble(v -> v).toArray();
      return new Moments(
          Arrays.stream(array).average().orElse(Double.NaN), Math.sqrt(Variance.of(array)));
    }
  }

  public CleanLogOdds {
    pairs = Map.copyOf(pairs);
  }

  /**
   * @param responses of clean images, at least 2
   * @param least images that a pair needs, at least 2
   * @throws IllegalArgumentException if the images do not differ, so that no scale is known
   */
  static CleanLogOdds of(List<NoiseResponse.Change> responses, int least) {
    Map<Pair, List<Double>> byPair = new HashMap<>();
    List<Double> values = new ArrayList<>();
    for (NoiseResponse.Change response : responses) {
      for (int i = 0; i < response.classes().length; i++) {
        Pair pair = new Pair(response.label(), response.classes()[i]);
        byPair.computeIfAbsent(pair, p -> new ArrayList<>()).add(response.changes()[i]);
        values.add(response.changes()[i]);
      }
    }
    Moments all = Moments.of(values);
    if (!(all.deviation() > 0)) {
      throw new IllegalArgumentException(
          "expected clean images whose log-odds noise moves by different amounts, found "
              + responses.size()
              + " with a standard deviation of "
              + all.deviation());
    }
    Map<Pair, Moments> pairs = new HashMap<>();
    byPair.forEach(
        (pair, changes) -> {
          if (changes.size() >= least) {
            Moments moments = Moments.of(changes);
            if (moments.deviation() > 0) {
              pairs.put(pair, moments);
            }
          }
        });
    return new CleanLogOdds(pairs, all);
  }

  double standardised(int label, int other, double change) {
    Moments moments = pairs.getOrDefault(new Pair(label, other), all);
    return (change - moments.mean()) / moments.deviation();
  }
}
