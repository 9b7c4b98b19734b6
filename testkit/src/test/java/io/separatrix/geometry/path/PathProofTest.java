package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import org.junit.jupiter.api.Test;

/** Proofs of a path from a bound on the margin's change. */
class PathProofTest {

  private static final double INNER = 1;
  private static final double OUTER = 1.5;
  private static final AnalyticClassifier ANNULUS = AnalyticClassifiers.annulus(2, INNER, OUTER);

  /** |d/dr (r^2 - a^2)(b^2 - r^2)| = 2 r |a^2 + b^2 - 2 r^2| is largest at r = b on 0..b. */
  private static final double STEEPEST =
      2 * OUTER * (2 * OUTER * OUTER - INNER * INNER - OUTER * OUTER);

  private static FindPath with(MarginLipschitz lipschitz) {
    return new FindPath(TargetedBoundary::new, FindPath.Options.DEFAULT, lipschitz);
  }

  private static PathResult roundTheHole(MarginLipschitz lipschitz) {
    double[] x2 = {-1.25, 0.1};
    return ANNULUS.run(
        new double[] {1.25, 0}, (x, evaluator) -> with(lipschitz).find(x, x2, evaluator));
  }

  @Test
  void find_withBound_provesThePath() {
    PathResult result = roundTheHole((label, a, b) -> STEEPEST);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED_WITH_PROOF);
    assertThat(result.anchors()).isGreaterThan(2);
  }

  @Test
  void find_withLooserBound_samplesTheSamePathMoreDensely() {
    PathResult sampled = roundTheHole((label, a, b) -> Double.POSITIVE_INFINITY);
    PathResult result = roundTheHole((label, a, b) -> 10 * STEEPEST);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED_WITH_PROOF);
    assertThat(result.samples()).isGreaterThan(2 * sampled.samples());
    assertThat(result.length()).isEqualTo(sampled.length());
  }

  @Test
  void find_withoutKnownBound_claimsNoProof() {
    PathResult result = roundTheHole((label, a, b) -> Double.POSITIVE_INFINITY);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
  }

  @Test
  void find_withBoundTooLooseForTheBudget_claimsNoProof() {
    PathResult result = roundTheHole((label, a, b) -> 1e6 * STEEPEST);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.evaluations().total())
        .isLessThanOrEqualTo(FindPath.Options.DEFAULT.maximalEvaluations());
  }

  @Test
  void find_touchingTheBoundary_claimsNoProof() {
    // The segment runs inside the boundary of the half plane; its margin is 0 and the label, the
    // first of equals, is kept.
    double[][] w = {{0, 1}, {0, 0}};
    AnalyticClassifier half = AnalyticClassifiers.affine(w, new double[2]);
    double[] x2 = {1, 0};
    PathResult result =
        half.run(new double[2], (x, evaluator) -> with((label, a, b) -> 0).find(x, x2, evaluator));
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
  }

  @Test
  void find_inAffineClassifier_isProvenByTheExactSlope() {
    double[][] w = {{1, 2}, {-1, 0.5}, {0, -1}};
    AnalyticClassifier affine = AnalyticClassifiers.affine(w, new double[] {3, 0, 0});
    MarginLipschitz exact =
        (label, a, b) -> {
          double[] direction = Vectors.normalize(Vectors.subtract(b, a));
          double largest = 0;
          for (double[] row : w) {
            double slope = Vectors.dot(Vectors.subtract(w[label], row), direction);
            largest = Math.max(largest, Math.abs(slope));
          }
          return largest;
        };
    double[] x2 = {3, 4};
    PathResult result =
        affine.run(new double[2], (x, evaluator) -> with(exact).find(x, x2, evaluator));
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED_WITH_PROOF);
    assertThat(result.straight()).isTrue();
  }
}
