package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products to twice the precision, against exact arithmetic. */
class ExactProductTest {

  /** A sum that cancels: all that is left is the rounding of what is not exact. */
  @Test
  void of_aSumThatCancels_isWithinTheBound() {
    int half = 2000;
    double[][] matrix = new double[1][2 * half];
    double[][] high = new double[2 * half][1];
    double[][] low = new double[2 * half][1];
    for (int k = 0; k < half; k++) {
      int other = 2 * half - 1 - k;
      matrix[0][k] = 0.5;
      matrix[0][other] = 0.5;
      high[k][0] = random.nextDouble(0.5, 1);
      high[other][0] = -high[k][0];
      low[k][0] = Math.ulp(high[k][0]) * random.nextDouble(-0.5, 0.5);
      low[other][0] = -low[k][0];
    }
    holds(matrix, high, low, new double[1]);
  }

  @Test
  void of_productsThatUnderflow_areWithinTheBound() {
    holds(
        new double[][] {{0x1p-600}}, new double[][] {{0x1p-600}}, new double[1][1], new double[1]);
  }

  private final SplittableRandom random = new SplittableRandom(11);

  /** Numbers of sizes 2^-range to 1. */
  private double[] numbers(int count, int range) {
    return random
        .doubles(count, -1, 1)
        .map(x -> Math.scalb(x, -random.nextInt(range + 1)))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 0",
    "2, 3, 10, 10",
    "64, 5, 30, 3",
    "576, 4, 8, 60",
    "577, 2, 70, 70",
    "5000, 2, 20, 20",
    "9, 3, 400, 0",
    "9, 3, 0, 400"
  })
  void of_anySizes_isWithinASmallBound(int length, int outputs, int weightRange, int range) {
    double[][] matrix = new double[outputs][];
    Arrays.setAll(matrix, o -> numbers(length, weightRange));
    matrix[0][0] = 0;
    int batch = 2;
    double[][] high = new double[length][];
    double[][] low = new double[length][batch];
    for (int k = 0; k < length; k++) {
      high[k] = numbers(batch, range);
      for (int b = 0; b < batch; b++) {
        low[k][b] = b == 0 ? 0 : Math.ulp(high[k][b]) * random.nextDouble(-0.5, 0.5);
      }
    }
    holds(matrix, high, low, numbers(outputs, 5));
  }

  private static void holds(double[][] matrix, double[][] high, double[][] low, double[] bias) {
    int length = matrix[0].length;
    int outputs = matrix.length;
    int batch = high[0].length;
    int[][] first = {{0}};
    Windows one = new Windows(new int[] {1}, first, first, new int[] {1});
    ExactProduct product = new ExactProduct(matrix, new Unfolding(one, 1, 1));
    double[][] toHigh = new double[outputs][batch];
    double[][] toLow = new double[outputs][batch];
    double[][] error = new double[outputs][batch];
    product.of(high, low, batch, bias, toHigh, toLow, error);
    for (int o = 0; o < outputs; o++) {
      for (int b = 0; b < batch; b++) {
        BigDecimal exact = new BigDecimal(bias[o]);
        double largest = 0;
        double sum = 0;
        for (int k = 0; k < length; k++) {
          BigDecimal c = new BigDecimal(high[k][b]).add(new BigDecimal(low[k][b]));
          exact = exact.add(new BigDecimal(matrix[o][k]).multiply(c));
          largest = Math.max(largest, Math.abs(high[k][b]));
          sum += Math.abs(matrix[o][k]);
        }
        BigDecimal found = new BigDecimal(toHigh[o][b]).add(new BigDecimal(toLow[o][b]));
        assertThat(exact.subtract(found).abs())
            .as("output %d, lane %d", o, b)
            .isLessThanOrEqualTo(new BigDecimal(error[o][b]));
        // Far below a rounding of the sum of the products' sizes.
        assertThat(error[o][b])
            .isLessThanOrEqualTo(0x1p-80 * (length * sum * largest + Math.abs(bias[o])) + 1e-290);
        assertThat(Math.abs(toLow[o][b])).isLessThanOrEqualTo(Math.ulp(toHigh[o][b]));
      }
    }
  }
}
