package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Ranking;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Measures the mean change of the log-odds {@code F_z = f_z - f_y}, y the predicted label, under
 * Gaussian noise.
 *
 * @param sigma standard deviation of the noise in each coordinate, in input units; its norm is
 *     about {@code sigma sqrt(d)}
 * @param draws noise vectors, at least 1; one forward pass each
 * @param leading how many classes z take part, by logit; 0 for all
 */
public record NoiseResponse(double sigma, int draws, int leading) {

  public NoiseResponse {
    if (!(sigma > 0) || draws < 1 || leading < 0) {
      throw new IllegalArgumentException(
          "expected sigma > 0, draws >= 1 and leading >= 0, found "
              + sigma
              + ", "
              + draws
              + " and "
              + leading);
    }
  }

  /**
   * The response of one image.
   *
   * @param label y
   * @param classes z != y, largest logit first
   * @param changes mean over the noise of {@code F_z(x + eta) - F_z(x)} for each of them
   */
  public record Change(int label, int[] classes, double[] changes) {}

  /**
   * @param x the image, length d; not modified
   * @param random for the noise
   */
  public Change at(double[] x, SplittableRandom random, Evaluator evaluator) {
    double[][] logits =
        evaluator.logits(
            draws + 1,
            t ->
                t == 0
                    ? x
                    : Arrays.stream(x)
                        .map(value -> value + sigma * random.nextGaussian())
                        .toArray());
    double[] mean = new double[logits[0].length];
    for (int t = 1; t <= draws; t++) {
      mean = Vectors.addScaled(mean, 1.0 / draws, Vectors.subtract(logits[t], logits[0]));
    }
    double[] change = mean;
    double[] centre = logits[0];
    int label = Vectors.argmax(centre);
    int[] classes = Ranking.competitors(centre, label, leading);
    return new Change(
        label,
        classes,
        Arrays.stream(classes).mapToDouble(z -> change[z] - change[label]).toArray());
  }
}
