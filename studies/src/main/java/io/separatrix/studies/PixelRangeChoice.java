package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which pixels a model expects, 0 to 1 or 0 to 255. Floating-point images that lie in one
 * of these ranges were most likely made for the model, so that one is taken. For others both are
 * tried on a few images: the range with more right labels, or without labels (or if equally many
 * are right) the one with the larger median margin relative to the spread of the logits. Where that
 * hardly differs, as for networks without biases, nothing is known and 0 to 1 is assumed.
 *
 * @param range the choice
 * @param sure whether anything spoke for it
 * @param reason for the user: what each range gave
 */
public record PixelRangeChoice(PixelRange range, boolean sure, String reason) {

  static final List<PixelRange> CANDIDATES = List.of(PixelRange.UNIT, PixelRange.BYTE);

  private static final int IMAGES = 64;

  /** Relative margins closer than this tell nothing. */
  private static final double ALIKE = 0.05;

  /**
   * Chooses.
   *
   * @throws DataException if an image cannot be read, or the images fit neither range
   */
  public static PixelRangeChoice of(Classifier classifier, Dataset data) {
    if (data.storedRange().isPresent()) {
      PixelRange stored = data.storedRange().get();
      return new PixelRangeChoice(stored, true, "the images are stored so");
    }
    List<RangeTrial> trials = trials(classifier, data);
    String tried = String.join("; ", trials.stream().map(RangeTrial::toString).toList());
    RangeTrial best = trials.stream().max(RangeTrial.BETTER).orElseThrow();
    if (trials.size() > 1 && alike(trials.get(0), trials.get(1))) {
      return new PixelRangeChoice(
          PixelRange.UNIT,
          false,
          "assumed, as both ranges give the same: " + tried + "; name it with --range");
    }
    return new PixelRangeChoice(best.range(), true, "after trying both: " + tried);
  }

  private static List<RangeTrial> trials(Classifier classifier, Dataset data) {
    List<RangeTrial> trials = new ArrayList<>();
    @Nullable DataException first = null;
    for (PixelRange range : CANDIDATES) {
      try {
        trials.add(RangeTrial.of(classifier, data, range, IMAGES));
      } catch (DataException unfit) {
        first = first == null ? unfit : first;
      }
    }
    if (trials.isEmpty() && first != null) {
      throw first;
    }
    return trials;
  }

  private static boolean alike(RangeTrial one, RangeTrial other) {
    double larger = Math.max(one.relativeMargin(), other.relativeMargin());
    return one.accuracy().successes() == other.accuracy().successes()
        && one.saturated() == other.saturated()
        && Math.abs(one.relativeMargin() - other.relativeMargin()) <= ALIKE * larger;
  }
}
