package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.DenseSpectrum;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every kind of {@link CurvatureOperator} must be on a quadric: the symmetric map {@code P H P
 * / ||grad F||} of the tangent space, at any scale, with the closed form's eigenvalues.
 */
public interface CurvatureOperatorContract {

  /**
   * The operator of this kind.
   *
   * @param scale typical size of a coordinate, in input units, for a step or a deviation
   */
  CurvatureOperator operator(double[] z, LogitCombination f, double scale, Evaluator evaluator);

  /** Error of a product relative to the largest curvature: of sampling, where it samples. */
  default double accuracy() {
    return 1e-9;
  }

  /** Error relative to the largest curvature of what holds exactly but for rounding. */
  default double rounding() {
    return 1e-9;
  }

  /** Quadrics with distinct, repeated, one and zero curvatures, at three scales. */
  private static List<CurvatureCase> cases() {
    return List.of(1e-8, 1.0, 1e8).stream()
        .flatMap(
            scale ->
                List.of(
                        new double[] {1, 2.5, -3, 0.5, 4, -1},
                        new double[] {2, 2, 2, -1, -1, 4},
                        new double[] {-1, -1, -1, -1, -1, -1},
                        new double[] {0, 0, 0, 0, 0, 0})
                    .stream()
                    .map(diagonal -> CurvatureCase.of(diagonal, scale)))
        .toList();
  }

  /** Checks the operator of each case. */
  private void each(CurvatureCase.Check check) {
    for (CurvatureCase point : cases()) {
      EvaluationCount ran =
          point
              .quadric()
              .classifier()
              .run(
                  point.z(),
                  (z, evaluator) -> {
                    check.of(point, operator(z, CurvatureCase.F, point.scale(), evaluator));
                    return evaluator.count();
                  });
      assertThat(ran.total()).isPositive();
    }
  }

  @Test
  default void product_ofTheNormal_isZero() {
    each(
        (point, operator) -> {
          double[] n = operator.normal();
          assertThat(Vectors.norm(n)).isEqualTo(1, within(1e-12));
          assertThat(operator.dimension()).isEqualTo(n.length);
          assertThat(Vectors.norm(operator.project(n))).isLessThan(1e-12);
          double[][] products = operator.apply(new double[][] {n, point.vectors()[0]});
          double error = rounding() * point.size();
          assertThat(Vectors.norm(products[0])).isLessThanOrEqualTo(error);
          assertThat(Vectors.dot(products[1], n)).isEqualTo(0, within(error));
          double[] tangent = operator.project(point.vectors()[0]);
          assertThat(Vectors.distance(operator.project(tangent), tangent))
              .isLessThan(1e-12 * Vectors.norm(tangent));
        });
  }

  @Test
  default void products_areSymmetricAndLinear() {
    each(
        (point, operator) -> {
          double[] u = point.vectors()[0];
          double[] v = point.vectors()[1];
          double[][] products =
              operator.apply(
                  new double[][] {
                    u, v, Vectors.add(u, v), Vectors.scale(-1e6, u), new double[u.length]
                  });
          double error = 10 * rounding() * point.size();
          assertThat(Vectors.dot(products[0], v))
              .isEqualTo(Vectors.dot(products[1], u), within(error));
          assertThat(Vectors.distance(products[2], Vectors.add(products[0], products[1])))
              .isLessThanOrEqualTo(error);
          assertThat(Vectors.distance(Vectors.scale(-1e-6, products[3]), products[0]))
              .isLessThanOrEqualTo(error);
          assertThat(Vectors.norm(products[4])).isZero();
        });
  }

  @Test
  default void products_together_areThoseOfEachAlone() {
    each(
        (point, operator) -> {
          double[][] vectors = point.vectors();
          double[][] products = operator.apply(vectors);
          assertThat(vectors).isDeepEqualTo(point.vectors());
          assertThat(operator.apply(new double[0][])).isEmpty();
          for (int i = 0; i < vectors.length; i++) {
            assertThat(operator.apply(new double[][] {vectors[i]})[0]).isEqualTo(products[i]);
          }
        });
  }

  @Test
  default void products_ofTheAxes_areTheDenseMatrix() {
    each(
        (point, operator) -> {
          double[][] matrix = point.matrix();
          double[][] axes = new double[matrix.length][matrix.length];
          for (int i = 0; i < axes.length; i++) {
            axes[i][i] = 1;
          }
          double[][] columns = operator.apply(axes);
          for (int i = 0; i < axes.length; i++) {
            assertThat(columns[i]).containsExactly(matrix[i], within(accuracy() * point.size()));
          }
        });
  }

  @Test
  default void spectra_denseAndLanczos_areTheClosedForm() {
    each(
        (point, operator) -> {
          double[] expected = point.quadric().principalCurvatures(point.z());
          double error = accuracy() * point.size();
          PrincipalCurvatures dense = new DenseSpectrum(operator, 4).eigen(true);
          assertThat(dense.values()).containsExactly(expected, within(error));
          assertThat(dense.mean())
              .isEqualTo(Arrays.stream(expected).average().orElseThrow(), within(error));
          assertThat(dense.asymmetry()).isLessThan(1e-6);
          for (double[] direction : dense.directions()) {
            assertThat(Vectors.dot(direction, operator.normal())).isEqualTo(0, within(1e-9));
          }
          PrincipalCurvatures fast =
              new LanczosSpectrum(1, expected.length, 0, 1)
                  .compute(operator, new SplittableRandom(4));
          assertThat(fast.directionValues()[0]).isEqualTo(dense.values()[0], within(error));
          assertThat(fast.directionValues()[1])
              .isEqualTo(dense.values()[expected.length - 1], within(error));
        });
  }

  @Test
  default void function_turnedAround_turnsEverySign() {
    CurvatureCase point = cases().get(0);
    double[][] products =
        point
            .quadric()
            .classifier()
            .run(
                point.z(),
                (z, evaluator) ->
                    new double[][] {
                      operator(z, CurvatureCase.F, point.scale(), evaluator)
                          .apply(point.vectors())[0],
                      operator(z, LogitCombination.difference(1, 0), point.scale(), evaluator)
                          .apply(point.vectors())[0]
                    });
    assertThat(Vectors.norm(Vectors.add(products[0], products[1])))
        .isLessThanOrEqualTo(rounding() * point.size());
  }

  @Test
  default void vector_ofAnotherLength_isRefused() {
    CurvatureCase point = cases().get(0);
    int d = point.z().length;
    for (int wrong : new int[] {0, d - 1, d + 1}) {
      assertThatThrownBy(
              () ->
                  point
                      .quadric()
                      .classifier()
                      .run(
                          point.z(),
                          (z, evaluator) ->
                              operator(z, CurvatureCase.F, point.scale(), evaluator)
                                  .apply(new double[][] {z, new double[wrong]})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected " + d)
          .hasMessageContaining("found " + wrong);
    }
  }

  @Test
  default void gradient_zero_isRefused() {
    assertThatThrownBy(
            () ->
                AnalyticClassifiers.constant(3, 1, 0)
                    .run(
                        new double[3],
                        (z, evaluator) -> operator(z, CurvatureCase.F, 1, evaluator)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient");
  }
}
