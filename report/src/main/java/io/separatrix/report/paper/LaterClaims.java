package io.separatrix.report.paper;

import io.separatrix.geometry.Interval;

/** What later papers claim of networks beside each other. */
public final class LaterClaims {

  private LaterClaims() {}

  /**
   * Adversarial training makes the decision boundary flatter.
   *
   * @param ratio mean curvature at nearest boundary points of the network that was trained against
   *     perturbations over that of the one that was not; the interval is about other images
   */
  public static Claim flatterWhenRobust(Interval ratio) {
    return new Claim(
        Paper.CURVATURE,
        "robust-flatter",
        "compare",
        "Sec. 1",
        "Adversarial training lowers the curvature of the decision boundary.",
        "mean curvature over that of the standard network",
        null,
        1,
        false,
        ratio,
        Claim.Unit.NUMBER);
  }

  /**
   * Networks of one architecture have regions more alike than those of two.
   *
   * @param more share of points of planes through three images that two trainings of one
   *     architecture label alike, less that of the first of them and another architecture; the
   *     interval is about other planes
   */
  public static Claim alikeWithinAnArchitecture(Interval more) {
    return new Claim(
        Paper.REPRODUCIBILITY,
        "same-architecture",
        "compare",
        "Abstract",
        "A change of the architecture changes decision boundaries; several trainings of one"
            + " architecture give similar ones.",
        "share of a plane that two trainings label alike, less that of two architectures",
        null,
        0,
        true,
        more,
        Claim.Unit.NUMBER);
  }
}
