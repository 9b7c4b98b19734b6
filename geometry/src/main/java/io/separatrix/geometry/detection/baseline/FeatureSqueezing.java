package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Feature squeezing: the score is the largest L1 distance, over the squeezers, between the softmax
 * outputs at x and at the squeezed x; between 0 and 2. The recovered label, which the authors do
 * not name, is the one predicted at the squeezed image of that largest distance, if it differs from
 * k(x).
 *
 * <p>Source: Xu, Evans, Qi, "Feature squeezing: detecting adversarial examples in deep neural
 * networks", NDSS 2018. Their third squeezer, non-local means, is left out.
 *
 * @param squeezers at least one; one forward pass each
 */
public record FeatureSqueezing(List<Squeezer> squeezers) implements Detector {

  public FeatureSqueezing {
    squeezers = List.copyOf(squeezers);
    if (squeezers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one squeezer, found none");
    }
  }

  /**
   * The authors' best joint setting for colour images, without non-local means: 5 bits and a 2 x 2
   * median, which an image of a single row or column does without.
   *
   * @param low least pixel value, in input units
   * @param high largest pixel value, in input units
   */
  public static FeatureSqueezing joint(
      int channels, int height, int width, double low, double high) {
    BitDepthReduction bits = new BitDepthReduction(5, low, high);
    return new FeatureSqueezing(
        Math.min(height, width) < 2
            ? List.of(bits)
            : List.of(bits, new MedianSmoothing(channels, height, width, 2)));
  }

  @Override
  public DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[][] points = new double[squeezers.size() + 1][];
    points[0] = x;
    for (int s = 0; s < squeezers.size(); s++) {
      points[s + 1] = squeezers.get(s).squeeze(x);
    }
    double[][] logits = evaluator.logits(points);
    double[] original = softmax(logits[0]);
    int label = Vectors.argmax(logits[0]);
    double largest = 0;
    int there = label;
    for (int s = 1; s < logits.length; s++) {
      double[] difference = Vectors.subtract(softmax(logits[s]), original);
      double distance = Arrays.stream(difference).map(Math::abs).sum();
      if (distance > largest) {
        largest = distance;
        there = Vectors.argmax(logits[s]);
      }
    }
    return new DetectorScore(
        largest,
        label,
        there == label ? OptionalInt.empty() : OptionalInt.of(there),
        meter.spent());
  }

  private static double[] softmax(double[] logits) {
    double top = logits[Vectors.argmax(logits)];
    double[] p = Arrays.stream(logits).map(f -> Math.exp(f - top)).toArray();
    return Vectors.scale(1 / Arrays.stream(p).sum(), p);
  }
}
