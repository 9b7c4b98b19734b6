package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds out which pixels a model expects, 0 to 1 or 0 to 255, by trying both on a few images: the
 * range with more right labels, or without labels (or if equally many are right) the one with the
 * larger median margin relative to the spread of the logits.
 *
 * @param range the choice
 * @param reason for the user: what each range gave
 */
public record PixelRangeChoice(PixelRange range, String reason) {

  private static final int IMAGES = 64;

  private static final List<PixelRange> CANDIDATES = List.of(PixelRange.UNIT, PixelRange.BYTE);

  /**
   * @throws DataException if the images fit neither range
   */
  public static PixelRangeChoice of(Classifier classifier, Dataset data) {
    List<Trial> trials =
        CANDIDATES.stream().flatMap(range -> trial(classifier, data, range).stream()).toList();
    Trial best =
        trials.stream()
            .max(Trial.BETTER)
            .orElseThrow(
                () ->
                    new DataException(
                        data.name()
                            + ": the pixels fit neither 0,1 nor 0,255; name their range with"
                            + " --range LOW,HIGH"));
    String tried = String.join("; ", trials.stream().map(Trial::toString).toList());
    return new PixelRangeChoice(best.range, tried);
  }

  private record Trial(PixelRange range, int labelled, int right, double margin) {

    static final Comparator<Trial> BETTER =
        Comparator.comparingInt(Trial::right).thenComparingDouble(Trial::margin);

    @Override
    public String toString() {
      return labelled > 0
          ? String.format(Locale.ROOT, "%s: %d of %d right", range, right, labelled)
          : String.format(
              Locale.ROOT, "%s: median margin %.2f of the logits' spread", range, margin);
    }
  }

  private static List<Trial> trial(Classifier classifier, Dataset data, PixelRange range) {
    int count = Math.min(IMAGES, data.size());
    int[] items =
        IntStream.range(0, count).map(i -> (int) ((long) i * data.size() / count)).toArray();
    double[][] points;
    try {
      points = Arrays.stream(items).mapToObj(i -> data.pixels(i, range)).toArray(double[][]::new);
    } catch (DataException e) {
      // Floating-point images are taken as they are and may lie outside this candidate.
      return List.of();
    }
    double[][] logits = classifier.logits(points);
    int labelled = 0;
    int right = 0;
    double[] margins = new double[count];
    for (int i = 0; i < count; i++) {
      int predicted = Vectors.argmax(logits[i]);
      if (data.label(items[i]).isPresent()) {
        labelled++;
        right += data.label(items[i]).getAsInt() == predicted ? 1 : 0;
      }
      margins[i] = Margin.of(logits[i], predicted) / spread(logits[i]);
    }
    return List.of(new Trial(range, labelled, right, Medians.of(Arrays.stream(margins))));
  }

  private static double spread(double[] logits) {
    double mean = Arrays.stream(logits).average().orElseThrow();
    double square =
        Arrays.stream(logits).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    return square == 0 ? 1 : Math.sqrt(square);
  }
}
