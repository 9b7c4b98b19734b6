package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniformSamplingTest {

  private static final int DRAWS = 40_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void onSimplex_hasTheMomentsOfTheFlatDirichlet(int k) {
    SplittableRandom random = new SplittableRandom(3);
    double[] first = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double[] weights = UniformSampling.onSimplex(random, k);
      double sum = 0;
      for (double weight : weights) {
        assertThat(weight).isBetween(0.0, 1.0);
        sum += weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-14));
      first[i] = weights[k - 1];
    }
    SampleMean mean = SampleMean.of(first);
    double variance = (k - 1.0) / (k * k * (k + 1.0));
    double error = Math.sqrt(variance / DRAWS);
    assertThat(mean.mean()).isCloseTo(1.0 / k, within(4 * error + 1e-15));
    double found = mean.standardError() * mean.standardError() * DRAWS;
    assertThat(found).isCloseTo(variance, within(0.05 * variance + 1e-15));
  }

  /** By Archimedes' theorem a coordinate of a point on the sphere in R^3 is uniform. */
  @Test
  void onSphere_inThreeDimensions_hasUniformCoordinates() {
    SplittableRandom random = new SplittableRandom(4);
    double radius = 2.5;
    int[] tenths = new int[10];
    for (int i = 0; i < DRAWS; i++) {
      double[] point = UniformSampling.onSphere(random, 3, radius);
      assertThat(Vectors.norm(point)).isCloseTo(radius, within(1e-12));
      tenths[(int) ((point[1] / radius + 1) * 5)]++;
    }
    for (int count : tenths) {
      assertThat(new Proportion(count, DRAWS).estimate()).isCloseTo(0.1, within(0.006));
    }
  }

  @Test
  void onSphere_ofOneSeed_isReproducible() {
    assertThat(UniformSampling.onSphere(Seeds.random(1, "sphere", 7), 20, 1))
        .isEqualTo(UniformSampling.onSphere(Seeds.random(1, "sphere", 7), 20, 1))
        .isNotEqualTo(UniformSampling.onSphere(Seeds.random(1, "sphere", 8), 20, 1));
  }
}
