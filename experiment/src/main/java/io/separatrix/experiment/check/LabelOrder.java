package io.separatrix.experiment.check;

import io.separatrix.data.Images;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether a classifier that is right by chance only knows the classes under other numbers: half of
 * the images tell which class it means by each label, the other half whether that holds.
 */
final class LabelOrder {

  private static final int IMAGES = 256;

  /** Examples in the message. */
  private static final int SHOWN = 3;

  /** Share of images that must be right at least, and half more than guessing would have. */
  private static final double LEAST = .3;

  private LabelOrder() {}

  /** Says so; empty if it does not look like it. */
  static Optional<Finding> of(Classifier classifier, Images images) {
    int size = images.data().size();
    int count = Math.min(IMAGES, size);
    List<Integer> labelled =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * size / count))
            .filter(i -> images.data().label(i).isPresent())
            .boxed()
            .toList();
    double[][] logits =
        classifier.logits(
            labelled.stream()
                .map(i -> images.data().pixels(i, images.range()))
                .toArray(double[][]::new));
    int half = labelled.size() / 2;
    Map<Integer, Map<Integer, Long>> seen =
        IntStream.range(0, half)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    i -> images.data().label(labelled.get(i)).orElseThrow(),
                    TreeMap::new,
                    Collectors.groupingBy(i -> Vectors.argmax(logits[i]), Collectors.counting())));
    Map<Integer, Integer> meant = new TreeMap<>();
    seen.forEach(
        (label, predicted) ->
            meant.put(
                label,
                predicted.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey()));
    boolean apart = meant.values().stream().distinct().count() == meant.size();
    List<Boolean> outcomes = new ArrayList<>();
    for (int i = half; i < labelled.size(); i++) {
      Integer expected = meant.get(images.data().label(labelled.get(i)).orElseThrow());
      if (expected != null) {
        outcomes.add(expected == Vectors.argmax(logits[i]));
      }
    }
    Proportion held = Proportion.of(outcomes);
    boolean clear = meant.size() > 1 && held.low() > Math.max(LEAST, 1.5 / meant.size());
    return apart && clear ? Optional.of(finding(meant, held)) : Optional.empty();
  }

  private static Finding finding(Map<Integer, Integer> meant, Proportion held) {
    String examples =
        meant.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(entry.getValue()))
            .limit(SHOWN)
            .map(entry -> entry.getKey() + " as " + entry.getValue())
            .collect(Collectors.joining(", "));
    return new Finding(
        "label-order",
        Finding.Severity.WARNING,
        String.format(
            Locale.ROOT,
            "the classes have other numbers in the data than in the model: it sees label %s, ...,"
                + " and with that %d of %d further images are right; give the model's class names"
                + " in its order, or other labels",
            examples,
            held.successes(),
            held.trials()));
  }
}
