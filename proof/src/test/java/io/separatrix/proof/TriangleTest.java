package io.separatrix.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.proof.enclosure.Square;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriangleTest {

  /** The margin is x0 + x1. */
  private static final Graph AFFINE = TinyNetworks.affine(new double[][] {{1, 1}, {0, 0}}, 0, 0);

  /** The margin is |x0| + |x1| - r: outside of a diamond. */
  private static Graph outsideOfDiamond(double r) {
    GraphBuilder builder = TinyNetworks.input(2);
    double[][] signs = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    String parts =
        builder.relu(TinyNetworks.dense(builder, builder.flatten("x"), signs, 0, 0, 0, 0));
    return builder.build(
        TinyNetworks.dense(builder, parts, new double[][] {{1, 1, 1, 1}, {0, 0, 0, 0}}, -r, 0),
        Map.of());
  }

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void prove_triangleInside_isProved(Rounding rounding) {
    TriangleProof proof =
        NetworkProver.of(AFFINE, rounding)
            .prove(new double[] {1, 0}, new double[] {3, 1}, new double[] {0, 2}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.PROVED);
    assertThat(proof.bound()).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
    assertThat(proof.u()).isNaN();
  }

  @Test
  void prove_cornersInsideButNotTheMiddle_namesAPointOfTheTriangleOutside() {
    double[] a = {-3, -3};
    double[] b = {3, -3};
    double[] c = {0, 4};
    NetworkProver prover = NetworkProver.of(outsideOfDiamond(0.5), Rounding.RIGOROUS);
    for (double[][] side : new double[][][] {{a, b}, {b, c}, {c, a}}) {
      assertThat(prover.prove(side[0], side[1], 0).proved()).isTrue();
    }
    TriangleProof proof = prover.prove(a, b, c, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.LEAVES);
    assertThat(proof.u()).isBetween(0.0, 1.0);
    assertThat(proof.v()).isBetween(0.0, 1 - proof.u());
    double x = a[0] + proof.u() * (b[0] - a[0]) + proof.v() * (c[0] - a[0]);
    double y = a[1] + proof.u() * (b[1] - a[1]) + proof.v() * (c[1] - a[1]);
    assertThat(Math.abs(x) + Math.abs(y)).isLessThan(0.5);
  }

  @Test
  void prove_diamondBesideTheTriangle_isProvedUpToItsTip() {
    NetworkProver prover = NetworkProver.of(outsideOfDiamond(0.5), Rounding.RIGOROUS);
    TriangleProof proof =
        prover.prove(new double[] {0.51, 0}, new double[] {2, 1}, new double[] {2, -1}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.PROVED);
    assertThat(proof.bound()).isPositive().isLessThanOrEqualTo(0.01 + 1e-12);
  }

  @Test
  void prove_marginOfZeroAtACorner_isUndetermined() {
    TriangleProof proof =
        NetworkProver.of(AFFINE, Rounding.RIGOROUS)
            .prove(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1}, 0);
    assertThat(proof.verdict()).isEqualTo(SegmentProof.Verdict.UNDETERMINED);
  }

  @Test
  void prove_cornersOfAnotherSize_areRefused() {
    NetworkProver prover = NetworkProver.of(AFFINE, Rounding.RIGOROUS);
    assertThatThrownBy(() -> prover.prove(new double[2], new double[2], new double[3], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected points of 2 numbers, found 3");
    assertThatThrownBy(() -> prover.prove(new double[2], new double[2], new double[2], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a label below 2, found 2");
  }

  /** Each point of a fine grid of the triangle is in a square of every level. */
  @Test
  void quarters_coverTheTriangle() {
    List<Square> squares = List.of(Square.WHOLE);
    for (int level = 0; level < 4; level++) {
      squares = squares.stream().flatMap(square -> square.quarters().stream()).toList();
    }
    assertThat(squares).doesNotHaveDuplicates().hasSize(16 * 17 / 2);
    int n = 57;
    for (int i = 0; i <= n; i++) {
      for (int j = 0; i + j <= n; j++) {
        double u = i / (double) n;
        double v = j / (double) n;
        assertThat(squares)
            .anyMatch(
                square ->
                    Math.abs(u - square.middleU()) <= square.width() / 2
                        && Math.abs(v - square.middleV()) <= square.width() / 2);
      }
    }
    assertThat(squares).allMatch(square -> square.middleU() + square.middleV() <= 1);
  }
}
