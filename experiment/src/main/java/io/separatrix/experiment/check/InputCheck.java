package io.separatrix.experiment.check;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a classifier treats images as if it had been made for them. A network that expects 0 to 1
 * and gets 0 to 255 has huge logits and is right by chance only; the other way round it sees black
 * images; one that expects normalised numbers is right less often than it could be. With labels
 * other inputs are tried where few images are right, and one that does clearly better is named.
 */
final class InputCheck {

  private static final int IMAGES = 32;

  /** Fewer say nothing about chance. */
  private static final int ENOUGH = 16;

  /** Where more are right, nothing is wrong with the input. */
  private static final double MANY = .5;

  private final Classifier classifier;
  private final Images images;
  private final @Nullable Preprocessing applied;

  /**
   * @param applied what is put before the network already; null for nothing
   */
  InputCheck(Classifier classifier, Images images, @Nullable Preprocessing applied) {
    this.classifier = classifier;
    this.images = images;
    this.applied = applied;
  }

  /** What is suspicious about the images' input; empty if nothing. */
  Optional<Finding> finding() {
    RangeTrial named = RangeTrial.of(classifier, images.data(), images.range(), IMAGES);
    boolean labelled = named.accuracy().trials() >= ENOUGH;
    if (labelled && named.accuracy().low() < MANY) {
      Optional<Finding> better = better(named);
      if (better.isPresent()) {
        return better;
      }
    }
    if (labelled && named.accuracy().low() <= 1.0 / classifier.classes()) {
      return Optional.of(LabelOrder.of(classifier, images).orElseGet(() -> chance(named)));
    }
    return named.saturated() ? Optional.of(saturated(named)) : Optional.empty();
  }

  private record Candidate(
      String finding, String change, PixelRange range, RangeTrial.Input input) {}

  /** An input with which clearly more images are right. */
  private Optional<Finding> better(RangeTrial named) {
    record Tried(Candidate candidate, RangeTrial trial) {}
    return candidates().stream()
        .flatMap(candidate -> trial(candidate).map(trial -> new Tried(candidate, trial)).stream())
        .filter(tried -> tried.trial().accuracy().low() > named.accuracy().high())
        .max(Comparator.comparingLong(tried -> tried.trial().accuracy().successes()))
        .map(
            tried ->
                warning(
                    tried.candidate().finding(),
                    String.format(
                        Locale.ROOT,
                        "%s of images right as it is, %s with %s: is it meant?",
                        share(named.accuracy()),
                        share(tried.trial().accuracy()),
                        tried.candidate().change())));
  }

  /** Empty if the images do not fit the range. */
  private Optional<RangeTrial> trial(Candidate candidate) {
    try {
      return Optional.of(
          RangeTrial.of(classifier, images.data(), candidate.range(), IMAGES, candidate.input()));
    } catch (DataException unfit) {
      return Optional.empty();
    }
  }

  private static String share(Proportion accuracy) {
    return accuracy.successes() + " of " + accuracy.trials();
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    PixelRange range = images.range();
    int channels = images.data().shape().channels();
    if (applied == null) {
      for (PixelRange other : PixelRangeChoice.CANDIDATES) {
        if (!other.equals(range)) {
          candidates.add(
              new Candidate("pixel-range", "pixels " + other, other, RangeTrial.Input.AS_IT_IS));
        }
      }
      for (String name : Preprocessing.names()) {
        Preprocessing usual = Preprocessing.named(name);
        if (usual != null && usual.fits(channels) && !name.equals("timm")) {
          candidates.add(
              new Candidate(
                  "normalisation",
                  "the normalisation " + name,
                  range,
                  pixels -> normalised(pixels, range, usual, channels)));
        }
      }
    } else if (applied.fits(channels)) {
      candidates.add(
          new Candidate(
              "normalisation",
              "no normalisation",
              range,
              pixels -> restored(pixels, range, applied, channels)));
    }
    if (channels > 1) {
      candidates.add(
          new Candidate(
              "channel-order",
              "colours in the order " + (applied != null && applied.bgr() ? "rgb" : "bgr"),
              range,
              pixels -> reversed(pixels, channels)));
    }
    return candidates;
  }

  private static double[] normalised(
      double[] pixels, PixelRange range, Preprocessing p, int channels) {
    double[] result = new double[pixels.length];
    int plane = pixels.length / channels;
    for (int i = 0; i < pixels.length; i++) {
      int channel = p.mean().size() == 1 ? 0 : i / plane;
      double unit = (pixels[i] - range.low()) / range.width();
      result[i] = (unit - p.mean().get(channel)) / p.std().get(channel);
    }
    return p.bgr() ? reversed(result, channels) : result;
  }

  /** Pixels of which the network, with its normalisation, sees the given ones. */
  private static double[] restored(
      double[] pixels, PixelRange range, Preprocessing p, int channels) {
    double[] result = p.bgr() ? reversed(pixels, channels) : pixels.clone();
    int plane = pixels.length / channels;
    for (int i = 0; i < pixels.length; i++) {
      int channel = p.mean().size() == 1 ? 0 : i / plane;
      double unit = result[i] * p.std().get(channel) + p.mean().get(channel);
      result[i] = range.low() + unit * range.width();
    }
    return result;
  }

  private static double[] reversed(double[] pixels, int channels) {
    double[] result = new double[pixels.length];
    int plane = pixels.length / channels;
    for (int c = 0; c < channels; c++) {
      System.arraycopy(pixels, c * plane, result, (channels - 1 - c) * plane, plane);
    }
    return result;
  }

  private Finding chance(RangeTrial named) {
    return warning(
        "chance-accuracy",
        String.format(
            Locale.ROOT,
            "%s of images right, which guessing among %d classes could do, and no other range,"
                + " normalisation or order of channels does better; check the images and the order"
                + " of the classes",
            share(named.accuracy()),
            classifier.classes()));
  }

  private static Finding saturated(RangeTrial named) {
    return warning(
        "saturated-logits",
        String.format(
            Locale.ROOT,
            "with pixels %s the largest logit leads by %.0f in the median, so that a softmax is 0"
                + " or 1; check the pixel range",
            named.range(),
            named.margin()));
  }

  private static Finding warning(String name, String message) {
    return new Finding(name, Finding.Severity.WARNING, message);
  }
}
