package io.separatrix.report.paper;

import io.separatrix.experiment.Numbers;
import io.separatrix.studies.ConvexityStudy;
import io.separatrix.studies.PathsStudy;
import io.separatrix.studies.curvature.AsymmetryStudy;
import io.separatrix.studies.curvature.CurvatureStudy;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.SensitivityStudy;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.DetectionQuality;
import java.util.ArrayList;
import java.util.List;

/** What the paper claims, put to the summary of a study. Figures are those that it prints. */
final class Claims {

  /** Numbers printed in whole per cent, and with two decimals. */
  private static final double HALF_PERCENT = 0.005;

  private Claims() {}

  /** The claims that a summary bears on; none for a study of which the paper says nothing. */
  static List<Claim> of(Object summary) {
    if (summary instanceof PathsStudy.Summary paths) {
      return List.of(connected(paths));
    }
    if (summary instanceof ConvexityStudy.Summary convexity) {
      return convexity(convexity);
    }
    if (summary instanceof CurvatureStudy.Summary curvature) {
      return List.of(flat(curvature));
    }
    if (summary instanceof DirectionsStudy.Summary directions) {
      return List.of(shared(directions));
    }
    if (summary instanceof SensitivityStudy.Summary sensitivity) {
      return sensitivity(sensitivity);
    }
    if (summary instanceof AsymmetryStudy.Summary asymmetry) {
      return List.of(asymmetry(asymmetry));
    }
    if (summary instanceof DetectStudy.Summary detect) {
      return detection(detect);
    }
    return List.of();
  }

  private static Claim connected(PathsStudy.Summary paths) {
    String ends =
        switch (paths.scenario()) {
          case 1 -> "two images of one predicted label";
          case 2 -> "an image and a perturbed image of another class";
          default -> "an image and a perturbed random point";
        };
    return new Claim(
        "connected-" + paths.scenario(),
        "paths-" + paths.scenario(),
        "Sec. III",
        "A path inside the region joins " + ends + ".",
        "pairs joined, scenario " + paths.scenario(),
        Reported.all(),
        0.5,
        true,
        paths.connectedFraction(),
        Claim.Unit.PERCENT);
  }

  private static List<Claim> convexity(ConvexityStudy.Summary convexity) {
    List<Claim> claims = new ArrayList<>();
    int two = convexity.k().indexOf(2);
    if (two >= 0) {
      claims.add(
          new Claim(
              "convexity-2",
              "convexity",
              "Fig. 3",
              "Regions are not convex: a combination of two of their images may leave.",
              "combinations of 2 images that stay",
              Reported.number("about 80 %", 0.8, 0.05),
              1,
              false,
              convexity.probability().get(two),
              Claim.Unit.PERCENT));
    }
    int five = convexity.k().indexOf(5);
    if (five >= 0) {
      claims.add(
          new Claim(
              "convexity-5",
              "convexity",
              "Fig. 3",
              "Combinations of five images and more are mostly outside.",
              "combinations of 5 images that stay",
              null,
              0.5,
              false,
              convexity.probability().get(five),
              Claim.Unit.PERCENT));
    }
    return claims;
  }

  private static Claim flat(CurvatureStudy.Summary curvature) {
    return new Claim(
        "flat",
        "curvature",
        "Fig. 4b",
        "The boundary is nearly flat along most directions.",
        "directions with less than a tenth of the largest curvature",
        null,
        0.5,
        true,
        curvature.flatFraction(),
        Claim.Unit.PERCENT);
  }

  private static Claim shared(DirectionsStudy.Summary directions) {
    return new Claim(
        "shared-curvature",
        "directions",
        "Fig. 5a",
        "Directions curved at training images are curved at unseen images too.",
        "curvature along u1, in curvatures along random directions",
        null,
        1,
        true,
        directions.ratioOf(0),
        Claim.Unit.NUMBER);
  }

  private static List<Claim> sensitivity(SensitivityStudy.Summary summary) {
    double random = summary.expectedRandom();
    return List.of(
        new Claim(
            "sensitivity",
            "sensitivity",
            "Fig. 6",
            "Noise in the shared curved directions S does more harm than noise orthogonal to S.",
            "misclassified more in S than orthogonal to it, mean over noise norms",
            null,
            0,
            true,
            summary.excess().mean(),
            Claim.Unit.PERCENT),
        projection(
            summary,
            "difference",
            "Differences of images avoid S.",
            "x2 - x1",
            Reported.number(".10 LeNet, .09 NiN", 0.10, HALF_PERCENT),
            random,
            false),
        projection(
            summary,
            "imageGradient",
            "Image gradients lie in S no more than random directions do.",
            "an image gradient",
            Reported.number(".22 LeNet, .24 NiN", 0.24, HALF_PERCENT),
            random,
            false),
        projection(
            summary,
            "adversarial",
            "Adversarial perturbations lie mostly in S.",
            "an adversarial perturbation",
            Reported.number(".64 LeNet, .60 NiN", 0.60, HALF_PERCENT),
            random,
            true));
  }

  private static Claim projection(
      SensitivityStudy.Summary summary,
      String vector,
      String statement,
      String of,
      Reported reported,
      double random,
      boolean above) {
    return new Claim(
        "projection-" + vector,
        "sensitivity",
        "Table I",
        statement,
        "part of " + of + " that lies in S",
        reported,
        random,
        above,
        summary.share(vector),
        Claim.Unit.NUMBER);
  }

  /**
   * One claim, not two: the perturbed image lies just behind the boundary point of the natural one,
   * so its own boundary point is nearly that, seen from the other side, and its sign the mirror
   * image.
   */
  private static Claim asymmetry(AsymmetryStudy.Summary summary) {
    return new Claim(
        "asymmetry-clean",
        "asymmetry",
        "Table II",
        "The boundary near a natural image bends around its region, and so the other way for a"
            + " perturbed image just behind it (one fact, counted once).",
        "natural images with positive mean curvature; mirrored by "
            + Numbers.percent(summary.perturbed().expected().estimate())
            + " of the perturbed ones with negative, correlation "
            + Numbers.shown(summary.correlation()),
        Reported.number("97 % LeNet, 94 % NiN (perturbed: 96 %, 93 %)", 0.94, HALF_PERCENT),
        0.5,
        true,
        summary.clean().expected(),
        Claim.Unit.PERCENT);
  }

  /**
   * At alpha = 1, where the summary has it. The area under the curve has no threshold that could be
   * chosen to suit; an accuracy a at one threshold implies an area of at least a.
   */
  private static List<Claim> detection(DetectStudy.Summary summary) {
    DetectionQuality quality = summary.alpha().get("1");
    if (quality == null) {
      return List.of();
    }
    return List.of(
        new Claim(
            "detection-auc",
            "detect",
            "Fig. 8",
            "The curvature tells small perturbations from natural images.",
            "area under the ROC curve, alpha = 1",
            Reported.number("above .95 GoogLeNet, implied by the accuracy", 0.95, HALF_PERCENT),
            0.5,
            true,
            quality.auc(),
            Claim.Unit.NUMBER),
        new Claim(
            "detection-accuracy",
            "detect",
            "Fig. 8",
            "It does so at a threshold fixed beforehand.",
            "right verdicts at the threshold from calibration images, alpha = 1",
            Reported.number("above 95 % GoogLeNet", 0.95, HALF_PERCENT),
            0.5,
            true,
            quality.calibratedAccuracy(),
            Claim.Unit.PERCENT));
  }
}
