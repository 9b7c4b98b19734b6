package io.separatrix.experiment.check;

import io.separatrix.data.Images;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.model.ModelOptionRemedy;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.NetworkKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks before a run, on a few images: whether the classifier can be studied at all, and what
 * makes its results doubtful. Each finding is explained in {@code docs/preflight.md}.
 *
 * @param findings what was noticed, in a fixed order
 * @param kind the classifier's, by its operators and its second derivatives at the images
 */
public record Preflight(List<Finding> findings, NetworkKind kind) {

  /** Images spread over the run's. */
  private static final int IMAGES = 8;

  private static final double SAME = 1e-4;
  private static final double SUM_TO_ONE = 1e-3;

  public Preflight {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a classifier.
   *
   * @param byOperators the kind that its operators make; null if they are not known
   * @param applied normalisation that is put before the network; null for none
   * @throws ModelFormatException if the logits are not finite, the same for every image, or depend
   *     on the other images of the batch
   */
  public static Preflight check(
      Classifier classifier,
      Images images,
      @Nullable NetworkKind byOperators,
      @Nullable Preprocessing applied) {
    double[][] points = points(images);
    double[][] logits = classifier.logits(points);
    requireFinite(logits);
    if (points.length > 1) {
      requireDifferent(classifier, logits, images);
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
    } else if (points.length > 1) {
      requireIndependent(classifier, points, logits);
    }
    new InputCheck(classifier, images, applied).finding().ifPresent(findings::add);
    LogitCombination[] margins = margins(logits);
    Linearization[] linear =
        classifier.linearize(
            points,
            Arrays.stream(margins)
                .map(margin -> new LogitCombination[] {margin})
                .toArray(LogitCombination[][]::new));
    findings.addAll(FlatMargins.findings(classifier, points, logits, linear));
    Smoothness smoothness =
        Smoothness.of(classifier, points, margins, linear, images.range().width());
    findings.add(smoothness.finding(byOperators));
    return new Preflight(findings, smoothness.kind(byOperators));
  }

  /** The same for a network that takes pixels as they are. */
  public static Preflight check(
      Classifier classifier, Images images, @Nullable NetworkKind byOperators) {
    return check(classifier, images, byOperators, null);
  }

  private static double[][] points(Images images) {
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
            "not-finite: expected finite logits, found "
                + Arrays.toString(Arrays.copyOf(row, Math.min(row.length, 4)))
                + (row.length > 4 ? " and others" : "")
                + "; check the model's weights and the pixel range",
            ModelOptionRemedy.PIXEL_RANGE);
      }
    }
  }

  /** Images may lie on one level set of a network that does look at them; noise does not too. */
  private static void requireDifferent(Classifier classifier, double[][] logits, Images images) {
    if (same(logits, logits[0]) && same(classifier.logits(noise(images)), logits[0])) {
      throw new ModelFormatException(
          "constant-output: expected a classifier that looks at its input, found the same logits"
              + " for "
              + logits.length
              + " different images of "
              + images.data().name()
              + " and for noise; it has no decision boundary");
    }
  }

  private static boolean same(double[][] logits, double[] row) {
    return Arrays.stream(logits).allMatch(other -> Arrays.equals(other, row));
  }

  private static double[][] noise(Images images) {
    NoiseImages noise = new NoiseImages(images.shape(), 2);
    return IntStream.range(0, noise.size())
        .mapToObj(i -> noise.pixels(i, images.range()))
        .toArray(double[][]::new);
  }

  /** The first image alone, and all images in the reverse order. */
  private static void requireIndependent(
      Classifier classifier, double[][] points, double[][] logits) {
    double[][] alone = classifier.logits(new double[][] {points[0]});
    double[][] reversed = classifier.logits(reversed(points));
    if (differ(new double[][] {logits[0]}, alone) || differ(reversed(logits), reversed)) {
      throw new ModelFormatException(
          "batch-dependent: expected logits of an image that do not depend on the others of its"
              + " batch, found other ones alone than among others; BatchNormalization in training"
              + " mode or a statistic over the batch does this: export the model in evaluation"
              + " mode (model.eval())");
    }
  }

  private static double[][] reversed(double[][] rows) {
    double[][] reversed = new double[rows.length][];
    Arrays.setAll(reversed, i -> rows[rows.length - 1 - i]);
    return reversed;
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

  private static LogitCombination[] margins(double[][] logits) {
    return Arrays.stream(logits)
        .map(
            row -> {
              int label = Vectors.argmax(row);
              return LogitCombination.difference(label, Margin.runnerUp(row, label));
            })
        .toArray(LogitCombination[]::new);
  }

  private static Finding warning(String name, String message) {
    return new Finding(name, Finding.Severity.WARNING, message);
  }
}
