package io.separatrix.experiment.check;

import io.separatrix.experiment.run.Finding;
import java.util.List;
import java.util.Optional;

/** What a user does first with a model and images, by what the checks noticed. */
public final class Readiness {

  static final String READY = "ready";

  /** Findings that make numbers meaningless, the likeliest cause of the others first. */
  private static final List<String> FIRST =
      List.of(
          "random-output",
          "softmax-output",
          "pixel-range",
          "normalisation",
          "channel-order",
          "label-order",
          "saturated-logits",
          "chance-accuracy");

  private Readiness() {}

  /** What makes numbers meaningless, or the likeliest cause of it; empty for nothing. */
  public static Optional<Finding> first(List<Finding> findings) {
    return FIRST.stream()
        .flatMap(name -> findings.stream().filter(finding -> finding.name().equals(name)))
        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
        .findFirst();
  }

  /**
   * @param labelled how many of the images have labels
   * @param noise whether the images are noise, for want of others
   */
  public static String of(List<Finding> findings, boolean noise, boolean labelled) {
    if (noise) {
      return "first do this: give images with labels, so that range, normalisation and"
          + " order of classes can be checked";
    }
    Optional<Finding> worst = first(findings);
    if (worst.isPresent()) {
      return "first do this: see to " + worst.get().name() + ": " + worst.get().message();
    }
    return labelled
        ? READY
        : "ready, as far as images without labels can tell; labels would show whether range,"
            + " normalisation and order of classes are right";
  }
}
