package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.RandomMatrices;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SkewPartTest {

  @Test
  void estimate_knownMatrix_isNearTheFrobeniusRatio() {
    SplittableRandom random = Seeds.random(1, "curvature", 0);
    int d = 300;
    double[] gradient = new double[d];
    gradient[0] = 2;
    double[][] a = RandomMatrices.gaussian(random, d, d);
    // Unrelated entries across the diagonal give the square root of 2. For M = A + A^T / 2 the
    // squares are 1/4 + 1/4 over 1 + 1/4 of A's.
    for (double symmetric : new double[] {0, 1}) {
      double[][] m = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          m[i][j] = a[i][j] + symmetric * a[j][i] / 2;
        }
      }
      CurvatureOperator operator =
          new CurvatureOperator(
              gradient,
              vectors ->
                  Arrays.stream(vectors)
                      .map(v -> Arrays.stream(m).mapToDouble(row -> Vectors.dot(row, v)).toArray())
                      .toArray(double[][]::new));
      double exact = new DenseSpectrum(operator, 50).asymmetry();
      assertThat(exact).isEqualTo(symmetric == 0 ? Math.sqrt(2) : Math.sqrt(0.4), within(0.02));
      assertThat(SkewPart.estimate(operator, 40, random)).isEqualTo(exact, within(0.08));
    }
  }
}
