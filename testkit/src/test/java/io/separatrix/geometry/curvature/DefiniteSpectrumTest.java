package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Curvatures of one sign: zero is not among them, so nothing may find it. */
final class DefiniteSpectrumTest {

  /** H diagonal, from {@code least} to {@code most}. */
  private static CurvatureOperator operator(
      int d, double least, double most, SplittableRandom random) {
    return new CurvatureOperator(
        UniformSampling.onSphere(random, d, 3),
        vectors -> {
          double[][] products = new double[vectors.length][d];
          for (int v = 0; v < products.length; v++) {
            for (int i = 0; i < d; i++) {
              products[v][i] = (least + (most - least) * i / (d - 1)) * vectors[v][i];
            }
          }
          return products;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 30, 40, 62, 80})
  void lanczos_negativeCurvatures_neverFindsTheNormal(int d) {
    for (int point = 0; point < 5; point++) {
      SplittableRandom random = Seeds.random(1, "definite", point);
      CurvatureOperator operator = operator(d, -3, -1, random);
      double[] exact = new DenseSpectrum(operator, 16).eigen(false).values();
      PrincipalCurvatures found = new LanczosSpectrum(10, 60, 2, 20).compute(operator, random);
      assertThat(found.values()).hasSize(d - 1);
      assertThat(Arrays.stream(found.values()).max().orElseThrow())
          .isEqualTo(exact[0], within(1e-4));
      assertThat(found.values()[d - 2]).isEqualTo(exact[d - 2], within(1e-4));
      for (double[] direction : found.directions()) {
        assertThat(Vectors.dot(direction, operator.normal())).isEqualTo(0, within(1e-12));
      }
    }
  }

  @Test
  void asymmetry_multipleOfTheIdentity_isZero() {
    SplittableRandom random = Seeds.random(1, "definite", 0);
    CurvatureOperator operator = operator(30, 2, 2, random);
    assertThat(SkewPart.estimate(operator, 8, random)).isEqualTo(0, within(1e-12));
  }
}
