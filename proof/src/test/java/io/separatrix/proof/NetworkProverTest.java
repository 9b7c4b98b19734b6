package io.separatrix.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.proof.enclosure.Passage;
import io.separatrix.proof.enclosure.Program;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.proof.enclosure.UnsupportedNetworkException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkProverTest {

  /** f = (x0 + x1, x2). */
  private static final Graph AFFINE =
      TinyNetworks.affine(new double[][] {{1, 1, 0}, {0, 0, 1}}, 0, 0);

  /** f = (relu(x0) - relu(-x0) + 1, 0): the margin is x0 + 1, with a kink at 0 in each part. */
  private static Graph kinked() {
    GraphBuilder builder = TinyNetworks.input(1);
    String both =
        builder.relu(
            TinyNetworks.dense(builder, builder.flatten("x"), new double[][] {{1}, {-1}}, 0, 0));
    return builder.build(
        TinyNetworks.dense(builder, both, new double[][] {{1, -1}, {0, 0}}, 1, 0), Map.of());
  }

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void prove_affineNetwork_givesTheSmallestMarginAtOnce(Rounding rounding) {
    NetworkProver prover = NetworkProver.of(AFFINE, rounding);
    SegmentProof proof = prover.prove(new double[] {1, 2, 0}, new double[] {3, -1, 1.5}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.PROVED);
    assertThat(proof.bound()).isCloseTo(0.5, within(1e-13)).isLessThanOrEqualTo(0.5);
    assertThat(proof.enclosures()).isEqualTo(proof.leaves().size());
    assertThat(proof.leaves().get(0).low()).isZero();
    assertThat(proof.leaves().get(proof.leaves().size() - 1).high()).isEqualTo(1);
  }

  @Test
  void prove_marginOfZeroAtAnEnd_isUndetermined() {
    NetworkProver prover = NetworkProver.of(AFFINE, Rounding.RIGOROUS);
    SegmentProof proof = prover.prove(new double[] {1, 0, 0}, new double[] {1, 0, 1}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.UNDETERMINED);
  }

  @Test
  void prove_segmentThatLeaves_namesAPointOutside() {
    NetworkProver prover = NetworkProver.of(AFFINE, Rounding.RIGOROUS);
    SegmentProof proof = prover.prove(new double[] {1, 0, 0}, new double[] {-1, 0, 0}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.LEAVES);
    assertThat(proof.outside()).isBetween(0.5, 1.0);
  }

  @Test
  void prove_kinkInside_cutsRoundItOnly() {
    NetworkProver prover = NetworkProver.of(kinked(), Rounding.RIGOROUS);
    SegmentProof proof = prover.prove(new double[] {-0.99}, new double[] {0.9}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.PROVED);
    assertThat(proof.bound()).isCloseTo(0.01, within(1e-12));
  }

  /** A row of kinks at t = 1/64, 3/64, ..., of which a part may hold one. */
  @Test
  void run_partsThatAreTooWide_areNotTriedOneByOne() {
    double[][] rows = new double[32][1];
    double[] kinks = new double[32];
    double[][] sum = new double[2][32];
    for (int i = 0; i < kinks.length; i++) {
      rows[i][0] = 1;
      kinks[i] = -(2 * i + 1) / 64.0;
      sum[0][i] = 1;
    }
    GraphBuilder builder = TinyNetworks.input(1);
    String bent = builder.relu(TinyNetworks.dense(builder, builder.flatten("x"), rows, kinks));
    Graph graph = builder.build(TinyNetworks.dense(builder, bent, sum, 1, 0), Map.of());
    Passage passage =
        Passage.along(
            Program.of(graph, Rounding.RIGOROUS),
            new Passage.Carrying(true, true, 1),
            new double[] {0},
            new double[] {1},
            0);
    SegmentProof proof =
        new Bisection(passage, 1, 1, new ProofOptions(1000, 1), new ProcessorShare(1)).run();
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.PROVED);
    assertThat(proof.leaves()).hasSize(32);
    // The whole, a half, a quarter, an eighth, a sixteenth; then each 32nd.
    assertThat(proof.enclosures()).isEqualTo(5 + 32);
  }

  @Test
  void prove_otherNumberOfThreads_givesTheSameProof() {
    NetworkProver one = NetworkProver.of(kinked(), Rounding.RIGOROUS, new ProofOptions(1000, 1));
    NetworkProver three = NetworkProver.of(kinked(), Rounding.RIGOROUS, new ProofOptions(1000, 3));
    double[] a = {-0.999};
    double[] b = {3};
    assertThat(three.prove(a, b, 0)).isEqualTo(one.prove(a, b, 0));
  }

  @Test
  void prove_budgetSpent_isUndetermined() {
    NetworkProver prover = NetworkProver.of(AFFINE, Rounding.RIGOROUS, new ProofOptions(5, 1));
    SegmentProof proof = prover.prove(new double[] {1, 2, 0}, new double[] {3, -1, 1.5}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.UNDETERMINED);
    assertThat(proof.enclosures()).isEqualTo(5);
  }

  @Test
  void of_operatorWithoutRule_refusesByName() {
    GraphBuilder builder = TinyNetworks.input(2);
    Graph graph =
        builder.build(builder.node("Hardmax", Attributes.NONE, builder.flatten("x")), Map.of());
    assertThatThrownBy(() -> NetworkProver.of(graph, Rounding.RIGOROUS))
        .isInstanceOf(UnsupportedNetworkException.class)
        .hasMessageContaining("Hardmax");
  }

  @Test
  void prove_pointsOfAnotherSize_areRefused() {
    NetworkProver prover = NetworkProver.of(AFFINE, Rounding.RIGOROUS);
    assertThatThrownBy(() -> prover.prove(new double[2], new double[3], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected points of 3 numbers, found 2");
    assertThatThrownBy(() -> prover.prove(new double[3], new double[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a label below 2, found 2");
  }
}
