package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Proportion;
import io.separatrix.studies.run.Finding;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a classifier treats images as if it had been made for their pixel range. A network that
 * expects 0 to 1 and gets 0 to 255 has huge logits and is right by chance only; the other way round
 * it sees black images.
 */
final class PixelRangeCheck {

  private static final int IMAGES = 32;

  /** Fewer say nothing about chance. */
  private static final int ENOUGH = 16;

  private PixelRangeCheck() {}

  /** What is suspicious about the images' range; empty if nothing. */
  static Optional<Finding> of(Classifier classifier, Images images) {
    RangeTrial named = RangeTrial.of(classifier, images.data(), images.range(), IMAGES);
    boolean chance = atChance(named.accuracy(), classifier.classes());
    if (!chance && !named.saturated()) {
      return Optional.empty();
    }
    return otherRange(classifier, images, named)
        .or(() -> Optional.of(chance ? chance(named, classifier) : saturated(named)));
  }

  private static boolean atChance(Proportion accuracy, int classes) {
    return accuracy.trials() >= ENOUGH && accuracy.low() <= 1.0 / classes;
  }

  /** A usual range in which many more images are right. */
  private static Optional<Finding> otherRange(
      Classifier classifier, Images images, RangeTrial named) {
    for (PixelRange range : PixelRangeChoice.CANDIDATES) {
      Optional<RangeTrial> other =
          range.equals(named.range()) ? Optional.empty() : trial(classifier, images, range);
      if (other.isPresent() && other.get().accuracy().low() > named.accuracy().high()) {
        return Optional.of(
            warning(
                "pixel-range", named + "; " + other.get() + ": is --range " + range + " meant?"));
      }
    }
    return Optional.empty();
  }

  /** Empty if the images do not fit the range. */
  private static Optional<RangeTrial> trial(
      Classifier classifier, Images images, PixelRange range) {
    try {
      return Optional.of(RangeTrial.of(classifier, images.data(), range, IMAGES));
    } catch (DataException unfit) {
      return Optional.empty();
    }
  }

  private static Finding chance(RangeTrial named, Classifier classifier) {
    return warning(
        "chance-accuracy",
        String.format(
            Locale.ROOT,
            "%d of %d images right, which guessing among %d classes could do; check --data, --range"
                + " and the order of the classes",
            named.accuracy().successes(),
            named.accuracy().trials(),
            classifier.classes()));
  }

  private static Finding saturated(RangeTrial named) {
    return warning(
        "saturated-logits",
        String.format(
            Locale.ROOT,
            "with pixels %s the largest logit leads by %.0f in the median, so that a softmax is 0"
                + " or 1; check --range",
            named.range(),
            named.margin()));
  }

  private static Finding warning(String name, String message) {
    return new Finding(name, Finding.Severity.WARNING, message);
  }
}
