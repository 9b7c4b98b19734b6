package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mean of the fast mode against the trace of a known matrix. */
class MeanSamplingTest {

  private static final LogitCombination F = Orientation.REGION_OF_X.between(0, 1);
  private static final LanczosSpectrum FEW = new LanczosSpectrum(5, 20, 2, 10);
  private static final int D = 300;

  private final SplittableRandom random = Seeds.random(1, "mean-sampling", 0);

  /** F = x^T diag(a) x + b^T x with b along the first axis, at the origin. */
  private static MeanCurvature.Estimate mean(
      double[] diagonal, MeanSampling sampling, SplittableRandom random) {
    int d = diagonal.length;
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i][i] = diagonal[i];
    }
    double[] b = new double[d];
    b[0] = 2;
    AnalyticClassifier quadratic = AnalyticClassifiers.quadratic(a, b, 0);
    return quadratic.run(
        new double[d],
        (z, f) -> FEW.compute(CurvatureOperator.exact(z, F, f), sampling, random).meanCurvature());
  }

  private static double expected(double[] diagonal) {
    return IntStream.range(1, diagonal.length).mapToDouble(i -> diagonal[i]).sum()
        / (diagonal.length - 1);
  }

  /** A few large positive values and a broad bulk whose sum decides the sign. */
  private double[] diagonal(double shift) {
    double[] diagonal = new double[D];
    for (int i = 0; i < D; i++) {
      diagonal[i] = i < 6 ? 20 - i : random.nextGaussian() + shift;
    }
    return diagonal;
  }

  @Test
  void compute_manyDraws_standardErrorCoversTheTrace() {
    double[] diagonal = diagonal(-0.3);
    MeanSampling fixed = new MeanSampling(16, 16, 1e9);
    int runs = 200;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      MeanCurvature.Estimate found = mean(diagonal, fixed, Seeds.random(2, "draw", run));
      double standardized = (found.value() - expected(diagonal)) / found.standardError();
      squares += standardized * standardized / runs;
    }
    // Student's t with 15 degrees of freedom has a variance of 15/13.
    assertThat(squares).isBetween(0.8, 1.6);
  }

  @Test
  void compute_signHardToTell_drawsMoreUntilItIsCertain() {
    double[] easy = diagonal(3);
    double[] hard = diagonal(-0.5);
    MeanSampling sampling = new MeanSampling(16, 256, 3);
    MeanCurvature.Estimate soon = mean(easy, sampling, random);
    assertThat(soon.directions()).isEqualTo(16);
    assertThat(soon.signCertain(3)).isTrue();
    for (int run = 0; run < 20; run++) {
      MeanCurvature.Estimate found = mean(hard, sampling, Seeds.random(3, "hard", run));
      assertThat(found.directions()).isBetween(16, 256);
      if (found.signCertain(3)) {
        assertThat(Math.signum(found.value())).isEqualTo(Math.signum(expected(hard)));
      } else {
        assertThat(found.directions()).isEqualTo(256);
      }
    }
  }

  @Test
  void compute_traceZero_isLeftUndeterminedWithinTheBudget() {
    double[] diagonal = diagonal(0);
    double mean = expected(diagonal);
    for (int i = 1; i < D; i++) {
      diagonal[i] -= mean;
    }
    int certain = 0;
    for (int run = 0; run < 50; run++) {
      MeanCurvature.Estimate found =
          mean(diagonal, new MeanSampling(16, 128, 3), Seeds.random(4, "zero", run));
      certain += found.signCertain(3) ? 1 : 0;
    }
    assertThat(certain).isLessThanOrEqualTo(3);
  }

  @Test
  void compute_spaceSmallerThanTheDraws_isExact() {
    double[] diagonal = {1, 3, -2, 0.5, 7, -1};
    MeanCurvature.Estimate found = mean(diagonal, new MeanSampling(16, 16, 3), random);
    assertThat(found.value()).isEqualTo(expected(diagonal), within(1e-12));
    assertThat(found.standardError()).isZero();
    double[] wider = Vectors.scale(1, RandomMatrices.gaussian(random, 30));
    MeanCurvature.Estimate rest = mean(wider, new MeanSampling(16, 16, 3), random);
    assertThat(rest.directions()).isEqualTo(9);
    assertThat(rest.value()).isEqualTo(expected(wider), within(1e-12));
  }

  @Test
  void compute_flatBoundary_zeroWithDirectionsAndNoError() {
    PrincipalCurvatures flat =
        AnalyticClassifiers.affine(RandomMatrices.gaussian(random, 2, 40), new double[2])
            .run(
                RandomMatrices.gaussian(random, 40),
                (z, f) ->
                    FEW.compute(
                        CurvatureOperator.exact(z, F, f), new MeanSampling(16, 64, 3), random));
    assertThat(flat.values()).hasSize(39).containsOnly(0.0);
    assertThat(flat.directions()).hasNumberOfRows(10);
    assertThat(flat.directionValues()).hasSize(10).containsOnly(0.0);
    for (double[] direction : flat.directions()) {
      assertThat(Vectors.norm(direction)).isEqualTo(1, within(1e-12));
    }
    assertThat(flat.mean()).isZero();
    assertThat(flat.meanCurvature().standardError()).isZero();
    assertThat(flat.meanCurvature().directions()).isLessThanOrEqualTo(16);
  }

  @Test
  void compute_rankOne_findsTheKernelsDirectionsToo() {
    double[] diagonal = new double[40];
    diagonal[3] = 5;
    AnalyticClassifier quadratic = AnalyticClassifiers.quadratic(square(diagonal), axis(40), 0);
    PrincipalCurvatures found =
        quadratic.run(
            new double[40], (z, f) -> FEW.compute(CurvatureOperator.exact(z, F, f), random));
    assertThat(found.directionValues()).hasSize(10);
    assertThat(found.values()[0]).isEqualTo(5, within(1e-9));
    assertThat(found.values()[38]).isEqualTo(0, within(1e-9));
  }

  @Test
  void compute_twoPixels_hasItsOneCurvature() {
    AnalyticClassifier quadratic =
        AnalyticClassifiers.quadratic(square(new double[] {0, 3}), axis(2), 0);
    PrincipalCurvatures found =
        quadratic.run(
            new double[2], (z, f) -> FEW.compute(CurvatureOperator.exact(z, F, f), random));
    assertThat(found.values()).hasSize(1);
    assertThat(found.directions()).hasNumberOfRows(1);
    assertThat(found.mean()).isEqualTo(3, within(1e-12));
  }

  private static double[][] square(double[] diagonal) {
    double[][] a = new double[diagonal.length][diagonal.length];
    for (int i = 0; i < diagonal.length; i++) {
      a[i][i] = diagonal[i];
    }
    return a;
  }

  private static double[] axis(int d) {
    double[] b = new double[d];
    b[0] = 2;
    return b;
  }
}
