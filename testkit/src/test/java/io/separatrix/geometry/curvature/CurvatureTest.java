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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Principal curvatures against closed forms; both modes and all forms. */
final class CurvatureTest {

  private static final LogitCombination F = Orientation.REGION_OF_X.between(0, 1);
  private static final Offset<Double> TIGHT = within(1e-9);

  private final SplittableRandom random = Seeds.random(1, "curvature", 0);

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 250})
  void allForms_sphere_plusOneOverRadius(double radius) {
    AnalyticClassifier ball = AnalyticClassifiers.ball(7, radius);
    double[] z = Vectors.scale(radius, Vectors.normalize(RandomMatrices.gaussian(random, 7)));
    // ||x||^2 - R^2 is f_1 - f_0 here.
    LogitCombination outward = LogitCombination.difference(1, 0);
    double[] ones = new double[6];
    Arrays.fill(ones, 1 / radius);
    ball.run(
        z,
        (p, f) -> {
          for (CurvatureOperator operator :
              List.of(
                  CurvatureOperator.exact(p, outward, f),
                  CurvatureOperator.gradientDifferences(p, outward, 0.3 * radius, f))) {
            assertClose(new DenseSpectrum(operator, 3).eigen(false).values(), ones, 1e-9 / radius);
            assertClose(
                new LanczosSpectrum(1, 6, 2, 4).compute(operator, random).values(),
                ones,
                1e-9 / radius);
          }
          CurvatureOperator inward = CurvatureOperator.exact(p, F, f);
          assertThat(new DenseSpectrum(inward, 3).eigen(false).mean() * radius)
              .isEqualTo(-1, TIGHT);
          MeanCurvature.Estimate mean =
              new MeanCurvature(0.1 * radius, 64, 3).estimate(p, outward, random, f);
          assertThat(mean.value() * radius).isEqualTo(1, within(1e-8));
          assertThat(mean.signCertain(3)).isTrue();
          return f.count();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 40, 500})
  void denseAndFast_quadratic_matchSpectrumOfProjectedMatrix(int d) {
    double[][] g = RandomMatrices.gaussian(random, d, d);
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        a[i][j] = (g[i][j] + g[j][i]) / 2;
      }
    }
    double[] b = RandomMatrices.gaussian(random, d);
    AnalyticClassifier quadratic = AnalyticClassifiers.quadratic(a, b, 0.3);
    double[] z = RandomMatrices.gaussian(random, d);
    double[] expected = oracle(a, b, z);
    double scale = Math.max(Math.abs(expected[0]), Math.abs(expected[d - 2]));
    quadratic.run(
        z,
        (p, f) -> {
          CurvatureOperator exact = CurvatureOperator.exact(p, F, f);
          PrincipalCurvatures dense = new DenseSpectrum(exact, 64).eigen(true);
          assertClose(dense.values(), expected, 1e-9 * scale);
          assertThat(dense.asymmetry()).isLessThan(1e-12);
          double[][] leading = {dense.directions()[0]};
          assertThat(Vectors.dot(exact.apply(leading)[0], leading[0]))
              .isEqualTo(expected[0], within(1e-9 * scale));
          CurvatureOperator differences = CurvatureOperator.gradientDifferences(p, F, 0.7, f);
          assertClose(
              new DenseSpectrum(differences, 64).eigen(false).values(), expected, 1e-6 * scale);
          PrincipalCurvatures fast =
              new LanczosSpectrum(2, d - 1, 0, 1).compute(differences, random);
          assertThat(fast.directionValues()[0]).isEqualTo(expected[0], within(1e-6 * scale));
          assertThat(fast.directionValues()[3]).isEqualTo(expected[d - 2], within(1e-6 * scale));
          return f.count();
        });
  }

  @Test
  void fast_tenthOfTheProducts_profileWithinTwoPercentOfRange() {
    int d = 400;
    double[] diagonal = new double[d];
    for (int i = 0; i < d; i++) {
      diagonal[i] = i < 8 ? 10 - i : Math.tan(3 * (i - 200.0) / 400) / 8;
    }
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i][i] = diagonal[i];
    }
    double[] b = RandomMatrices.gaussian(random, d);
    double[] z = new double[d];
    double[] expected = oracle(a, b, z);
    double range = expected[0] - expected[d - 2];
    PrincipalCurvatures fast =
        AnalyticClassifiers.quadratic(a, b, 0)
            .run(
                z,
                (p, f) ->
                    new LanczosSpectrum(5, 24, 2, 8)
                        .compute(CurvatureOperator.exact(p, F, f), random));
    double error = 0;
    for (int i = 0; i < d - 1; i++) {
      error += Math.abs(fast.values()[i] - expected[i]) / (d - 1);
    }
    assertThat(error).isLessThan(0.02 * range);
    assertThat(fast.values()).isSortedAccordingTo((x, y) -> Double.compare(y, x));
    assertThat(fast.values()[0]).isEqualTo(expected[0], within(1e-3 * range));
  }

  @Test
  void gaussianSmoothing_quadratic_sameMeanWithinSamplingError() {
    int d = 12;
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i][i] = 1 + i;
    }
    double[] b = RandomMatrices.gaussian(random, d);
    double[] z = new double[d];
    AnalyticClassifiers.quadratic(a, b, 0)
        .run(
            z,
            (p, f) -> {
              CurvatureOperator smoothed = new GaussianSmoothing(0.1, 4000).at(p, F, random, f);
              double expected = Arrays.stream(oracle(a, b, z)).average().orElseThrow();
              PrincipalCurvatures dense = new DenseSpectrum(smoothed, 5).eigen(false);
              assertThat(dense.mean()).isEqualTo(expected, within(0.05 * expected));
              assertThat(dense.asymmetry()).isLessThan(1e-12);
              return f.count();
            });
  }

  @Test
  void meanCurvature_quadratic_withinItsStandardErrors() {
    int d = 60;
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i][i] = Math.sin(i) + 0.2;
    }
    double[] b = RandomMatrices.gaussian(random, d);
    double[] z = new double[d];
    double expected = Arrays.stream(oracle(a, b, z)).average().orElseThrow();
    MeanCurvature.Estimate estimate =
        AnalyticClassifiers.quadratic(a, b, 0)
            .run(z, (p, f) -> new MeanCurvature(0.5, 2048, 1e9).estimate(p, F, random, f));
    assertThat(estimate.directions()).isEqualTo(2048);
    assertThat(estimate.standardError()).isBetween(1e-6, 0.1 * expected);
    assertThat(estimate.value()).isEqualTo(expected, within(4 * estimate.standardError()));
  }

  /** At whichever look a sign is called certain where there is none, it is wrong. */
  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void meanCurvature_traceZero_signSeldomCertain(int pairs) {
    double[] curved = new double[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      curved[2 * i] = 1;
      curved[2 * i + 1] = -1;
    }
    int certain = 0;
    for (MeanCurvature.Estimate mean : means(81, curved, 200)) {
      certain += mean.signCertain(4) ? 1 : 0;
      assertThat(mean.signCertain(4) || mean.directions() == 512).isTrue();
    }
    // Of 200 runs, each with a probability below .002; four or more have one below .001.
    assertThat(certain).isLessThan(4);
  }

  @Test
  void meanCurvature_signClear_oneBlockIsEnough() {
    double[] curved = new double[200];
    Arrays.setAll(curved, i -> 1 + i % 3);
    for (MeanCurvature.Estimate mean : means(201, curved, 10)) {
      assertThat(mean.directions()).isEqualTo(16);
      assertThat(Math.abs(mean.value())).isEqualTo(4, within(4 * mean.standardError()));
    }
  }

  /** Estimates at 0 for F = sum_i a_i x_i^2 + x_d, the normal along the last axis. */
  private List<MeanCurvature.Estimate> means(int d, double[] a, int runs) {
    double[][] matrix = new double[d][d];
    for (int i = 0; i < a.length; i++) {
      matrix[i][i] = a[i];
    }
    double[] b = new double[d];
    b[d - 1] = 1;
    List<MeanCurvature.Estimate> means = new ArrayList<>();
    AnalyticClassifiers.quadratic(matrix, b, 0)
        .run(
            new double[d],
            (z, f) -> {
              for (int run = 0; run < runs; run++) {
                means.add(new MeanCurvature(0.5, 512, 4).estimate(z, F, random, f));
              }
              return f.count();
            });
    return means;
  }

  @Test
  void directionNear_quadratic_hasTheCurvatureItStates() {
    int d = 30;
    double[][] a = new double[d][d];
    for (int i = 0; i < d; i++) {
      a[i][i] = i - 10;
    }
    double[] b = new double[d];
    b[d - 1] = 1;
    AnalyticClassifiers.quadratic(a, b, 0)
        .run(
            new double[d],
            (z, f) -> {
              CurvatureOperator operator = CurvatureOperator.exact(z, F, f);
              LanczosSpectrum.Direction near =
                  new LanczosSpectrum(1, 20, 1, 29).directionNear(8.2, operator, random);
              assertThat(near.curvature()).isEqualTo(8, within(1e-6));
              assertThat(Vectors.norm(near.vector())).isEqualTo(1, TIGHT);
              double[][] v = {near.vector()};
              assertThat(Vectors.dot(operator.apply(v)[0], v[0]))
                  .isEqualTo(near.curvature(), within(1e-8));
              return f.count();
            });
  }

  @Test
  void invariances_scaledLogitsAndInput() {
    double[][] q = RandomMatrices.orthogonal(random, 6);
    double[][] a = new double[6][6];
    for (int i = 0; i < 6; i++) {
      a[i][i] = i - 2;
    }
    double[] b = RandomMatrices.gaussian(random, 6);
    AnalyticClassifier plain = AnalyticClassifiers.quadratic(a, b, 1);
    AnalyticClassifier turned = plain.transformed(7, q, 3);
    double[] x = RandomMatrices.gaussian(random, 6);
    double[] qx = new double[6];
    for (int i = 0; i < 6; i++) {
      qx[i] = Vectors.dot(q[i], x);
    }
    double[] expected = exact(plain, qx);
    assertClose(exact(turned, x), expected, 1e-9);
    double[][] half = new double[6][];
    for (int i = 0; i < 6; i++) {
      half[i] = Vectors.scale(0.5, q[i]);
    }
    // g(x) = f(x / 2): lengths double, curvatures halve.
    assertClose(
        exact(plain.transformed(1, half, 0), Vectors.scale(2, x)),
        Vectors.scale(0.5, expected),
        1e-9);
  }

  private static double[] exact(AnalyticClassifier classifier, double[] x) {
    return classifier
        .run(x, (z, f) -> new DenseSpectrum(CurvatureOperator.exact(z, F, f), 8).eigen(false))
        .values();
  }

  /** Nonzero part of the spectrum of 2 P A P / ||grad||, the normal's eigenvalue dropped. */
  private static double[] oracle(double[][] a, double[] b, double[] z) {
    int d = b.length;
    SimpleMatrix matrix = new SimpleMatrix(a);
    SimpleMatrix gradient =
        matrix.mult(new SimpleMatrix(d, 1, true, z)).scale(2).plus(new SimpleMatrix(d, 1, true, b));
    double norm = gradient.normF();
    SimpleMatrix n = gradient.divide(norm);
    SimpleMatrix p = SimpleMatrix.identity(d).minus(n.mult(n.transpose()));
    // A large shift of the normal direction puts its eigenvalue first, where it is dropped.
    double shift = 1e6;
    SimpleMatrix shifted =
        p.mult(matrix).mult(p).scale(2 / norm).plus(n.mult(n.transpose()).scale(shift));
    SimpleMatrix symmetric = shifted.plus(shifted.transpose()).scale(0.5);
    double[] values =
        symmetric.eig().getEigenvalues().stream().mapToDouble(v -> v.getReal()).sorted().toArray();
    double[] descending = new double[d - 1];
    for (int i = 0; i < d - 1; i++) {
      descending[i] = values[d - 2 - i];
    }
    return descending;
  }

  private static void assertClose(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("value %d", i).isEqualTo(expected[i], within(tolerance));
    }
  }
}
