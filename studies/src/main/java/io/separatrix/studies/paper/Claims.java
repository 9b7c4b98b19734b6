package io.separatrix.studies.paper;

import static java.util.Objects.requireNonNull;

import io.separatrix.geometry.SampleMean;
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
import java.util.Map;

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
      return asymmetry(asymmetry);
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
        new Reported("all", 1, HALF_PERCENT),
        0.5,
        true,
        new Measured(
            paths.connectedFraction(), paths.connectedLow(), paths.connectedHigh(), paths.pairs()),
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
              new Reported("about 80 %", 0.8, 0.05),
              1,
              false,
              stays(convexity, two),
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
              stays(convexity, five),
              Claim.Unit.PERCENT));
    }
    return claims;
  }

  private static Measured stays(ConvexityStudy.Summary convexity, int at) {
    return new Measured(
        convexity.probability()[at], convexity.low()[at], convexity.high()[at], convexity.trials());
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
        new Measured(
            curvature.flatFraction(),
            curvature.flatLow(),
            curvature.flatHigh(),
            curvature.points()),
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
        Measured.of(
            new SampleMean(
                directions.ratio()[0],
                directions.ratioStandardError()[0],
                directions.validationPoints())),
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
            moreInSubspace(summary),
            Claim.Unit.PERCENT),
        projection(
            summary,
            "difference",
            "Differences of images avoid S.",
            "x2 - x1",
            new Reported(".10 LeNet, .09 NiN", 0.10, HALF_PERCENT),
            random,
            false),
        projection(
            summary,
            "imageGradient",
            "Image gradients lie in S no more than random directions do.",
            "an image gradient",
            new Reported(".22 LeNet, .24 NiN", 0.24, HALF_PERCENT),
            random,
            false),
        projection(
            summary,
            "adversarial",
            "Adversarial perturbations lie mostly in S.",
            "an adversarial perturbation",
            new Reported(".64 LeNet, .60 NiN", 0.60, HALF_PERCENT),
            random,
            true));
  }

  /** Both ends take both rates at their worst, so the interval covers 95 % and more. */
  private static Measured moreInSubspace(SensitivityStudy.Summary summary) {
    SensitivityStudy.Rates inside = requireNonNull(summary.intervals().get("inSubspace"));
    SensitivityStudy.Rates outside = requireNonNull(summary.intervals().get("orthogonal"));
    int levels = summary.noise().length;
    double value = 0;
    double low = 0;
    double high = 0;
    for (int i = 0; i < levels; i++) {
      value += (inside.rate()[i] - outside.rate()[i]) / levels;
      low += (inside.low()[i] - outside.high()[i]) / levels;
      high += (inside.high()[i] - outside.low()[i]) / levels;
    }
    return new Measured(value, low, high, summary.images());
  }

  private static Claim projection(
      SensitivityStudy.Summary summary,
      String vector,
      String statement,
      String of,
      Reported reported,
      double random,
      boolean above) {
    Map<String, SensitivityStudy.Share> shares = summary.projectionIntervals();
    SensitivityStudy.Share share = requireNonNull(shares.get(vector));
    return new Claim(
        "projection-" + vector,
        "sensitivity",
        "Table I",
        statement,
        "part of " + of + " that lies in S",
        reported,
        random,
        above,
        new Measured(share.mean(), share.low(), share.high(), share.count()),
        Claim.Unit.NUMBER);
  }

  private static List<Claim> asymmetry(AsymmetryStudy.Summary summary) {
    AsymmetryStudy.Side clean = summary.clean();
    AsymmetryStudy.Side perturbed = summary.perturbed();
    return List.of(
        new Claim(
            "asymmetry-clean",
            "asymmetry",
            "Table II",
            "The boundary near a natural image bends around its region.",
            "natural images with positive mean curvature",
            new Reported("97 % LeNet, 94 % NiN", 0.94, HALF_PERCENT),
            0.5,
            true,
            new Measured(clean.positiveFraction(), clean.low(), clean.high(), clean.points()),
            Claim.Unit.PERCENT),
        new Claim(
            "asymmetry-perturbed",
            "asymmetry",
            "Table II",
            "Near a perturbed image it bends the other way.",
            "perturbed images with negative mean curvature",
            new Reported("96 % LeNet, 93 % NiN", 0.93, HALF_PERCENT),
            0.5,
            true,
            new Measured(
                perturbed.negativeFraction(),
                perturbed.low(),
                perturbed.high(),
                perturbed.points()),
            Claim.Unit.PERCENT));
  }

  /** At alpha = 1, where the summary has it; the threshold is the best for the test images. */
  private static List<Claim> detection(DetectStudy.Summary summary) {
    DetectionQuality quality = summary.alpha().get("1");
    if (quality == null) {
      return List.of();
    }
    return List.of(
        new Claim(
            "detection-accuracy",
            "detect",
            "Fig. 8",
            "The curvature tells small perturbations from natural images.",
            "right verdicts at the best threshold, alpha = 1",
            new Reported("above 95 % GoogLeNet", 0.95, HALF_PERCENT),
            0.5,
            true,
            new Measured(
                quality.bestAccuracy(),
                quality.bestAccuracyLow(),
                quality.bestAccuracyHigh(),
                2L * quality.pairs()),
            Claim.Unit.PERCENT));
  }
}
