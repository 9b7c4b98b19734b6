package io.separatrix.studies;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.ModelFormatException;
import io.separatrix.studies.run.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks before a run, on a few images: whether the classifier can be studied at all, and what
 * makes its results doubtful. Each finding is explained in {@code docs/preflight.md}.
 */
public final class Preflight {

  /** Images spread over the run's. */
  private static final int IMAGES = 8;

  private static final double SAME = 1e-4;
  private static final double SUM_TO_ONE = 1e-3;

  private final Classifier classifier;
  private final Images images;

  public Preflight(Classifier classifier, Images images) {
    this.classifier = classifier;
    this.images = images;
  }

  /**
   * @return what was noticed, in a fixed order; empty if nothing
   * @throws ModelFormatException if the logits are not finite or the same for every image
   */
  public List<Finding> check() {
    double[][] points = points();
    double[][] logits = classifier.logits(points);
    requireFinite(logits);
    if (points.length > 1) {
      requireDifferent(logits);
    }
    List<Finding> findings = new ArrayList<>();
    if (Arrays.stream(logits).allMatch(Preflight::looksLikeSoftmax)) {
      findings.add(
          warning(
              "softmax-output",
              "the outputs are not negative and sum to 1, as a softmax's do; the geometry is that"
                  + " of logits, so export the model without its last layer"));
    }
    if (differ(logits, classifier.logits(points))) {
      findings.add(
          warning(
              "random-output",
              "the same images give other logits the second time; switch off dropout or noise"));
    }
    long flat = flat(points, logits);
    if (flat > 0) {
      findings.add(
          warning(
              "zero-gradient",
              "the margin has a zero gradient at "
                  + flat
                  + " of "
                  + points.length
                  + " images; searches that follow it cannot start there"));
    }
    return findings;
  }

  private double[][] points() {
    int count = Math.min(IMAGES, images.size());
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * images.size() / count))
        .mapToObj(images::pixels)
        .toArray(double[][]::new);
  }

  private static void requireFinite(double[][] logits) {
    for (double[] row : logits) {
      if (!Vectors.allFinite(row)) {
        throw new ModelFormatException(
            "expected finite logits, found "
                + Arrays.toString(Arrays.copyOf(row, Math.min(row.length, 4)))
                + (row.length > 4 ? " and others" : "")
                + "; check the model's weights and the pixel range (--range)");
      }
    }
  }

  private void requireDifferent(double[][] logits) {
    boolean constant = Arrays.stream(logits).allMatch(row -> Arrays.equals(row, logits[0]));
    if (constant) {
      throw new ModelFormatException(
          "expected a classifier that looks at its input, found the same logits for "
              + logits.length
              + " different images of "
              + images.data().name()
              + "; it has no decision boundary");
    }
  }

  private static boolean looksLikeSoftmax(double[] row) {
    return Arrays.stream(row).allMatch(value -> value >= 0)
        && Math.abs(Arrays.stream(row).sum() - 1) < SUM_TO_ONE;
  }

  private static boolean differ(double[][] once, double[][] again) {
    for (int i = 0; i < once.length; i++) {
      double size = Arrays.stream(once[i]).map(Math::abs).max().orElse(0);
      if (Vectors.distance(once[i], again[i]) > SAME * Math.max(1, size)) {
        return true;
      }
    }
    return false;
  }

  private long flat(double[][] points, double[][] logits) {
    LogitCombination[][] margins = new LogitCombination[points.length][];
    for (int i = 0; i < points.length; i++) {
      int label = Vectors.argmax(logits[i]);
      margins[i] =
          new LogitCombination[] {
            LogitCombination.difference(label, Margin.runnerUp(logits[i], label))
          };
    }
    return Arrays.stream(classifier.linearize(points, margins))
        .map(Linearization::gradients)
        .filter(gradients -> Vectors.norm(gradients[0]) == 0)
        .count();
  }

  private static Finding warning(String name, String message) {
    return new Finding(name, Finding.Severity.WARNING, message);
  }
}
