package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Path searches with somebody who proves segments. */
class SegmentCertifierTest {

  private static final AnalyticClassifier ANNULUS = AnalyticClassifiers.annulus(2, 1, 1.5);

  private static PathResult search(double[] x1, double[] x2, SegmentCertifier certifier) {
    FindPath findPath =
        FindPath.proving(TargetedBoundary::new, FindPath.Options.DEFAULT, certifier);
    return ANNULUS.run(x1, (x, evaluator) -> findPath.find(x, x2, evaluator));
  }

  @Test
  void find_everySegmentProved_isConnectedWithProof() {
    List<double[]> ends = new ArrayList<>();
    PathResult result =
        search(
            new double[] {1.25, 0},
            new double[] {-1.25, 0.1},
            (label, a, b) -> {
              ends.add(b);
              return SegmentCertifier.Verdict.PROVED;
            });
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED_WITH_PROOF);
    assertThat(ends).hasSize(result.anchors() - 1);
    assertThat(ends.get(ends.size() - 1)).containsExactly(-1.25, 0.1);
  }

  @Test
  void find_oneSegmentUndetermined_isConnected() {
    PathResult result =
        search(
            new double[] {1.25, 0},
            new double[] {-1.25, 0.1},
            (label, a, b) ->
                a[0] == 1.25
                    ? SegmentCertifier.Verdict.UNDETERMINED
                    : SegmentCertifier.Verdict.PROVED);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED);
    assertThat(result.connected()).isTrue();
  }

  @Test
  void find_segmentThatLeavesBetweenSamples_isSplit() {
    double[] x1 = {1.25, 0};
    double[] x2 = {1.25, 0.4};
    SegmentCertifier noLongOnes =
        (label, a, b) ->
            Vectors.distance(a, b) > 0.15
                ? SegmentCertifier.Verdict.LEAVES
                : SegmentCertifier.Verdict.PROVED;
    PathResult result = search(x1, x2, noLongOnes);
    assertThat(result.verdict()).isEqualTo(Connectivity.CONNECTED_WITH_PROOF);
    assertThat(result.anchors()).isEqualTo(5);
  }

  @Test
  void find_everySegmentLeaves_endsAtTheDepth() {
    PathResult result =
        search(
            new double[] {1.25, 0},
            new double[] {1.25, 0.4},
            (label, a, b) -> SegmentCertifier.Verdict.LEAVES);
    assertThat(result.verdict()).isEqualTo(Connectivity.UNDETERMINED);
    assertThat(result.obstacle()).isEqualTo(Obstacle.DEPTH);
  }
}
