package io.separatrix.report.paper;

import io.separatrix.geometry.Interval;

/** What later papers claim of two networks beside each other. */
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
}
