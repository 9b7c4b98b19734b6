package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionNormTest {

  private static final int ITERATIONS = 3000;

  /** The largest singular value of a map, from below and nearly met. */
  private static double powerIteration(double[][] matrix) {
    int columns = matrix[0].length;
    double[] v = new SplittableRandom(1).doubles(columns, -1, 1).toArray();
    double norm = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double[] w = new double[matrix.length];
      double[] next = new double[columns];
      double length = 0;
      for (double value : v) {
        length += value * value;
      }
      double square = 0;
      for (int r = 0; r < w.length; r++) {
        for (int c = 0; c < columns; c++) {
          w[r] += matrix[r][c] * v[c] / Math.sqrt(length);
        }
        square += w[r] * w[r];
        for (int c = 0; c < columns; c++) {
          next[c] += matrix[r][c] * w[r];
        }
      }
      norm = Math.sqrt(square);
      v = next;
    }
    return norm;
  }

  /** A layer as a matrix: what it makes of unit vectors. */
  private static double[][] dense(LinearRule rule, int inputs) {
    int outputs = Windows.volume(rule.shape());
    double[][] matrix = new double[outputs][inputs];
    Pass pass = new Pass(1, 1, Rounding.NEGLECTED, false, 0);
    for (int k = 0; k < inputs; k++) {
      double[][] unit = new double[inputs][2];
      unit[k][0] = 1;
      Enclosure x =
          new Enclosure(
              pass, new int[] {inputs}, unit, null, null, new Radii(new double[inputs][1]));
      Enclosure y = rule.apply(List.of(x));
      for (int o = 0; o < outputs; o++) {
        matrix[o][k] = y.affine()[o][0];
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 1, 1, 1",
    "3, 2, 1, 1, 1",
    "3, 1, 0, 1, 2",
    "2, 2, 0, 1, 1",
    "1, 2, 0, 1, 1",
    "3, 1, 2, 2, 1"
  })
  void norm_randomConvolution_isAboveTheLargestSingularValueAndNear(
      int kernel, int stride, int pad, int dilation, int groups) {
    int image = 6;
    int inputs = 4;
    int outputs = 6;
    SplittableRandom random = new SplittableRandom(10L * kernel + stride);
    Attributes attributes =
        Attributes.NONE
            .with("strides", new long[] {stride, stride})
            .with("dilations", new long[] {dilation, dilation})
            .with("pads", new long[] {pad, pad, pad, pad});
    int[] extents = {image, image};
    int[] kernels = {kernel, kernel};
    Windows windows = Windows.of(extents, kernels, attributes);
    int places = kernel * kernel;
    double[][] matrix = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      matrix[o] = random.doubles((long) inputs / groups * places, -1, 1).toArray();
    }
    Weights weights = Weights.exact(matrix, new double[outputs]);
    int[] shape = {outputs, windows.extents()[0], windows.extents()[1]};
    LinearRule rule =
        new LinearRule(
            shape,
            windows,
            places,
            groups,
            weights,
            new ConvolutionNorm(extents, kernels, groups, attributes));
    double exact = powerIteration(dense(rule, inputs * image * image));
    assertThat(rule.norm()).isBetween(exact * (1 - 1e-12), 1.35 * exact);
  }

  @Test
  void norm_matrixOfRankOne_isTheProductOfTheNorms() {
    double[][] matrix = {{3, 4}, {6, 8}, {6, 8}};
    Weights weights = Weights.exact(matrix, new double[3]);
    assertThat(ConvolutionNorm.dense().of(weights)).isBetween(15.0, 15 * 1.001);
  }

  @Test
  void norm_largeMatrix_isBoundedByItsEntries() {
    double[][] matrix = new double[600][600];
    for (int i = 0; i < 600; i++) {
      matrix[i][i] = 2;
    }
    Weights weights = Weights.exact(matrix, new double[600]);
    assertThat(ConvolutionNorm.dense().of(weights)).isBetween(2.0, 2 * Math.sqrt(600) * 1.001);
  }

  @Test
  void norm_orthogonalColumns_isNearOne() {
    double[][] matrix = new double[64][64];
    for (int i = 0; i < 64; i++) {
      matrix[i][63 - i] = i % 2 == 0 ? 1 : -1;
    }
    Weights weights = Weights.exact(matrix, new double[64]);
    assertThat(ConvolutionNorm.dense().of(weights)).isBetween(1.0, 1.02);
  }
}
