package io.separatrix.experiment.check;

import io.separatrix.data.Images;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** How far a network without the rounding of its activations is from the one with it. */
public final class RoundingCheck {

  private static final int IMAGES = 64;

  /** Fewer equal labels than this are a warning. */
  private static final double CLOSE = .95;

  private RoundingCheck() {}

  /**
   * Compares both on some of the images.
   *
   * @param studied the network without rounding
   * @param rounded the one that the file describes
   */
  public static Finding of(Classifier studied, Classifier rounded, Images images) {
    int count = Math.min(IMAGES, images.size());
    double[][] points =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * images.size() / count))
            .mapToObj(images::pixels)
            .toArray(double[][]::new);
    double[][] one = studied.logits(points);
    double[][] other = rounded.logits(points);
    long same =
        IntStream.range(0, count)
            .filter(i -> Vectors.argmax(one[i]) == Vectors.argmax(other[i]))
            .count();
    double[] distances =
        IntStream.range(0, count)
            .mapToDouble(
                i -> Vectors.distance(one[i], other[i]) / Math.max(1e-300, Vectors.norm(other[i])))
            .toArray();
    return new Finding(
        "quantisation",
        same < CLOSE * count ? Finding.Severity.WARNING : Finding.Severity.INFO,
        String.format(
            Locale.ROOT,
            "studied without the rounding of activations: the label is that of the rounded network"
                + " for %d of %d images, the logits differ by %.1f %% in the median",
            same,
            count,
            100 * Quantiles.of(Arrays.stream(distances))));
  }
}
