package io.separatrix.geometry.detection;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.ForwardingClassifier;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says of single images whether they were perturbed, and which label they had before: Algorithm 2
 * with a threshold from clean images ({@link Calibration}).
 *
 * <p>Thread-safe with any classifier: calls of the network are made one at a time, everything else
 * runs in the caller's thread and one more for each image under way. The directions come from the
 * image itself, so the same image gets the same verdict in any thread and order.
 *
 * <p>Latency is that of the network: with the fast statistic, N leading classes and T directions an
 * image costs 1 + 2T forward passes, and for N &gt; 0 one more, N backward passes and, if the
 * statistic is projected, 2N further forward passes. A statistic that stops early ({@link
 * DetectionSettings#stopping()}) mostly needs fewer directions, at least 16. Threads that share a
 * detector wait for each other's network calls, not for each other's images.
 *
 * <p>It claims nothing against an attacker who knows the detector.
 */
public final class PerturbationDetector {

  private static final String PURPOSE = "detector";

  private final Classifier classifier;
  private final DetectionStatistic statistic;
  private final double threshold;

  /**
   * @param classifier the network that the threshold belongs to; need not be thread-safe, but is
   *     called by nobody else meanwhile unless it is
   * @param statistic thread-safe, as all statistics here are
   * @param threshold t: an image counts as perturbed if its statistic exceeds t
   */
  public PerturbationDetector(
      Classifier classifier, DetectionStatistic statistic, double threshold) {
    this.classifier = new OneAtATime(classifier);
    this.statistic = statistic;
    this.threshold = threshold;
  }

  /**
   * @param image pixels in the classifier's range, C x H x W flattened, length d; not modified
   * @throws IllegalArgumentException if it has another length or a value that is not finite
   */
  public Detection inspect(double[] image) {
    if (image.length != classifier.dimension()) {
      throw new IllegalArgumentException(
          "expected an image of " + classifier.dimension() + " values, found " + image.length);
    }
    if (!Vectors.allFinite(image)) {
      throw new IllegalArgumentException("expected finite pixels, found NaN or infinity");
    }
    long seed = Arrays.hashCode(image);
    CurvatureStatistic found =
        new Lockstep(classifier, 1)
            .<double[], CurvatureStatistic>map(
                List.of(image),
                (x, evaluator) -> statistic.at(x, Seeds.random(seed, PURPOSE, 0), evaluator))
            .get(0);
    return new Detection(
        found.value() > threshold,
        found.value(),
        found.standardError(),
        threshold,
        found.label(),
        found.recovered(),
        found.directions(),
        found.evaluations());
  }

  /** A classifier that lets one call in at a time. */
  static final class OneAtATime extends ForwardingClassifier {
    OneAtATime(Classifier classifier) {
      super(classifier);
    }

    @Override
    protected synchronized <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
      return call.get();
    }
  }
}
