package io.separatrix.studies.detection;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Seeds;
import io.separatrix.studies.Predictions;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Correctly classified images of a run in two halves: one for choosing h and the threshold, one for
 * everything that is reported. Images are drawn by a key that depends on the seed and the image
 * alone. Where the data has no labels, the predicted one counts as correct.
 *
 * @param calibration items that thresholds are chosen on
 * @param test items that results are reported on
 */
record CorrectImages(List<Integer> calibration, List<Integer> test) {

  private static final String PURPOSE = "detect-images";

  /**
   * @param samples images at most, both halves together
   * @param calibrated whether a calibration is there already, so that every image is for testing
   * @throws DataException if there are fewer than two
   */
  static CorrectImages of(StudyContext context, int samples, boolean calibrated) {
    Images images = context.images();
    int[] predicted = Predictions.of(context).labels();
    List<Integer> correct =
        images.items().stream().filter(item -> correct(images, item, predicted[item])).toList();
    List<Integer> chosen =
        correct.stream()
            .sorted(Comparator.comparingLong(item -> key(context.seed(), images.index(item))))
            .limit(samples)
            .toList();
    if (chosen.size() < 2) {
      throw new DataException(
          images.data().name()
              + ": expected at least 2 correctly classified images, found "
              + chosen.size()
              + " among "
              + images.size()
              + "; give more images, or a model that knows them");
    }
    int half = calibrated ? 0 : chosen.size() / 2;
    return new CorrectImages(chosen.subList(0, half), chosen.subList(half, chosen.size()));
  }

  private static boolean correct(Images images, int item, int predicted) {
    OptionalInt label = images.label(item);
    return label.isEmpty() || label.getAsInt() == predicted;
  }

  private static long key(long seed, int index) {
    return Seeds.random(seed, PURPOSE, index).nextLong();
  }

  /** All of them, calibration first. */
  List<Integer> all() {
    return IntStream.range(0, calibration.size() + test.size())
        .mapToObj(
            i -> i < calibration.size() ? calibration.get(i) : test.get(i - calibration.size()))
        .toList();
  }
}
