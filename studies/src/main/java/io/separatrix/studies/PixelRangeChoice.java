package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import java.util.List;

/**
 * Finds out which pixels a model expects, 0 to 1 or 0 to 255, by trying both on a few images: the
 * range with more right labels, or without labels (or if equally many are right) the one with the
 * larger median margin relative to the spread of the logits.
 *
 * @param range the choice
 * @param reason for the user: what each range gave
 */
public record PixelRangeChoice(PixelRange range, String reason) {

  static final List<PixelRange> CANDIDATES = List.of(PixelRange.UNIT, PixelRange.BYTE);

  private static final int IMAGES = 64;

  /**
   * @throws DataException if the images fit neither range
   */
  public static PixelRangeChoice of(Classifier classifier, Dataset data) {
    List<RangeTrial> trials =
        CANDIDATES.stream()
            .flatMap(range -> RangeTrial.of(classifier, data, range, IMAGES).stream())
            .toList();
    RangeTrial best =
        trials.stream()
            .max(RangeTrial.BETTER)
            .orElseThrow(
                () ->
                    new DataException(
                        data.name()
                            + ": the pixels fit neither 0,1 nor 0,255; name their range with"
                            + " --range LOW,HIGH"));
    String tried = String.join("; ", trials.stream().map(RangeTrial::toString).toList());
    return new PixelRangeChoice(best.range(), tried);
  }
}
