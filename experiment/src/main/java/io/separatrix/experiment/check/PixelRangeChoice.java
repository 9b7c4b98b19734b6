package io.separatrix.experiment.check;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which pixels a model expects, 0 to 1 or 0 to 255, by trying both on a few images. With
 * labels the range is taken in which more are right. Without, only two things tell: a network that
 * expects 0 to 255 and gets 0 to 1 sees black images, all of one class; one that expects 0 to 1 and
 * gets 0 to 255 has huge logits. Otherwise the range in which floating-point images are stored is
 * taken, else 0 to 1, and the choice is not sure.
 *
 * @param range the choice
 * @param sure whether anything spoke for it
 * @param reason for the user: what each range gave
 */
public record PixelRangeChoice(PixelRange range, boolean sure, String reason) {

  static final List<PixelRange> CANDIDATES = List.of(PixelRange.UNIT, PixelRange.BYTE);

  private static final int IMAGES = 64;

  /** As many classes in one range, and one in the other, are no accident. */
  private static final int SEVERAL = 3;

  /**
   * Chooses.
   *
   * @throws DataException if an image cannot be read, or the images fit neither range
   */
  public static PixelRangeChoice of(Classifier classifier, Dataset data) {
    List<RangeTrial> trials = trials(classifier, data);
    String tried = String.join("; ", trials.stream().map(RangeTrial::toString).toList());
    if (trials.size() == 1) {
      return new PixelRangeChoice(trials.get(0).range(), true, "the only one that fits: " + tried);
    }
    Optional<PixelRange> told = told(trials.get(0), trials.get(1));
    if (told.isPresent()) {
      return new PixelRangeChoice(told.get(), true, "after trying both: " + tried);
    }
    return new PixelRangeChoice(
        data.storedRange().orElse(PixelRange.UNIT),
        data.storedRange().isPresent(),
        data.storedRange().isPresent()
            ? "as the images are stored: " + tried
            : "assumed, as nothing tells: " + tried);
  }

  private static Optional<PixelRange> told(RangeTrial unit, RangeTrial bytes) {
    long more = unit.accuracy().successes() - bytes.accuracy().successes();
    if (more != 0) {
      return Optional.of(more > 0 ? unit.range() : bytes.range());
    }
    if (unit.saturated() || bytes.saturated()) {
      return unit.saturated() && bytes.saturated()
          ? Optional.empty()
          : Optional.of(unit.saturated() ? bytes.range() : unit.range());
    }
    return unit.answers() == 1 && bytes.answers() >= SEVERAL
        ? Optional.of(bytes.range())
        : Optional.empty();
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
}
