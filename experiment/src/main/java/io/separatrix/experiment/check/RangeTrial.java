package io.separatrix.experiment.check;

import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a classifier makes of a few images in a pixel range.
 *
 * @param range the pixels it was given
 * @param accuracy right labels among the images that have one
 * @param answers how many different classes it saw
 * @param margin median of the largest logit minus the second largest
 * @param relativeMargin the same in units of the spread of the logits
 */
record RangeTrial(
    PixelRange range, Proportion accuracy, int answers, double margin, double relativeMargin) {

  /** exp(-88) is 0 in float32, so beyond this margin a softmax is a one among zeros. */
  private static final double SATURATED = 88;

  /** What a network is given of an image's pixels. */
  interface Input {

    Input AS_IT_IS = pixels -> pixels;

    double[] of(double[] pixels);
  }

  /** Whether the margins are such as no training ends in. */
  boolean saturated() {
    return margin > SATURATED;
  }

  /**
   * Tries images spread over a data set.
   *
   * @throws io.separatrix.data.DataException if an image cannot be read or does not fit the range
   */
  static RangeTrial of(Classifier classifier, Dataset data, PixelRange range, int images) {
    return of(classifier, data, range, images, Input.AS_IT_IS);
  }

  /** The same with another input than the pixels. */
  static RangeTrial of(
      Classifier classifier, Dataset data, PixelRange range, int images, Input input) {
    int count = Math.min(images, data.size());
    int[] items =
        IntStream.range(0, count).map(i -> (int) ((long) i * data.size() / count)).toArray();
    double[][] points =
        Arrays.stream(items)
            .mapToObj(i -> input.of(data.pixels(i, range)))
            .toArray(double[][]::new);
    double[][] logits = classifier.logits(points);
    int labelled = 0;
    int right = 0;
    double[] margins = new double[count];
    double[] relative = new double[count];
    for (int i = 0; i < count; i++) {
      int predicted = Vectors.argmax(logits[i]);
      if (data.label(items[i]).isPresent()) {
        labelled++;
        right += data.label(items[i]).getAsInt() == predicted ? 1 : 0;
      }
      margins[i] = Margin.of(logits[i], predicted);
      relative[i] = margins[i] / spread(logits[i]);
    }
    return new RangeTrial(
        range,
        new Proportion(right, labelled),
        (int) Arrays.stream(logits).mapToInt(Vectors::argmax).distinct().count(),
        Quantiles.of(Arrays.stream(margins)),
        Quantiles.of(Arrays.stream(relative)));
  }

  private static double spread(double[] logits) {
    double mean = Arrays.stream(logits).average().orElseThrow();
    double square =
        Arrays.stream(logits).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return square == 0 ? 1 : Math.sqrt(square);
  }

  @Override
  public String toString() {
    String found =
        accuracy.trials() > 0
            ? String.format(
                Locale.ROOT, "%s: %d of %d right", range, accuracy.successes(), accuracy.trials())
            : String.format(
                Locale.ROOT,
                "%s: %d classes seen, median margin %.2f of the logits' spread",
                range,
                answers,
                relativeMargin);
    return saturated() ? found + String.format(Locale.ROOT, " (margin %.0f)", margin) : found;
  }
}
