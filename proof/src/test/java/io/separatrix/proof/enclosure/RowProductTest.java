package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generator rows times matrices, against exact sums. */
class RowProductTest {

  private final SplittableRandom random = new SplittableRandom(3);

  private double[] numbers(int count) {
    // Of all sizes, so that sums cancel and round.
    return random.doubles(count, -1, 1).map(x -> Math.scalb(x, random.nextInt(-30, 30))).toArray();
  }

  /** Each coefficient is within the bound of what exact arithmetic gives, in every block. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "3, 2, 5, 7, 40",
    "2, 40, 9, 64, 700",
    "1, 2500, 1, 70, 90",
    "4, 3, 4, 2, 0"
  })
  void coefficients_areWithinTheBound(
      int pixels, int channels, int kernel, int outputs, int generators) {
    int[][] ids = new int[pixels][];
    double[][][] values = new double[pixels][channels][];
    for (int p = 0; p < pixels; p++) {
      int least = p;
      // The last pixel has them all only where it is alone.
      ids[p] = IntStream.range(0, generators).filter(id -> id % pixels <= least).toArray();
      if (p == 1) {
        ids[p] = IntStream.range(0, generators).filter(id -> random.nextInt(3) == 0).toArray();
      }
      for (int c = 0; c < channels; c++) {
        values[p][c] = c % 5 == 4 ? null : numbers(ids[p].length);
      }
    }
    double[][] matrix = new double[outputs][];
    Arrays.setAll(matrix, o -> numbers(channels * kernel));
    int[] seen = IntStream.range(0, pixels).toArray();
    int[] offsets = IntStream.range(0, pixels).map(i -> kernel - 1 - i).toArray();
    int[] wanted = IntStream.range(0, outputs).filter(o -> o % 3 != 1).toArray();

    RowProduct product = new RowProduct(new Rows(ids, values), generators, matrix);
    int[] union = product.union(seen);
    product.gather(seen, offsets, kernel, 0, channels);
    double[][] results = new double[outputs][];
    product.multiply(wanted, results);

    assertThat(union)
        .containsExactly(
            Arrays.stream(ids).flatMapToInt(Arrays::stream).distinct().sorted().toArray());
    for (int o : wanted) {
      assertThat(results[o]).hasSize(union.length);
      for (int u = 0; u < union.length; u += 1 + union.length / 40) {
        BigDecimal exact = BigDecimal.ZERO;
        double size = 0;
        for (int p = 0; p < pixels; p++) {
          int at = Arrays.binarySearch(ids[p], union[u]);
          for (int c = 0; c < channels && at >= 0; c++) {
            if (values[p][c] != null) {
              double w = matrix[o][c * kernel + offsets[p]];
              exact = exact.add(new BigDecimal(w).multiply(new BigDecimal(values[p][c][at])));
              size += Math.abs(w * values[p][c][at]);
            }
          }
        }
        double bound = Rounding.RIGOROUS.gamma(DenseProduct.depth(pixels * channels)) * size;
        assertThat(exact.subtract(new BigDecimal(results[o][u])).abs().doubleValue())
            .as("output %d, generator %d", o, union[u])
            .isLessThanOrEqualTo(bound);
      }
    }
  }

  @Test
  void shares_areEvenAndCoverAll() {
    assertThat(DenseProduct.share(0, 5)).isZero();
    assertThat(DenseProduct.share(100, 1 << 20)).isEqualTo(25);
    assertThat(DenseProduct.share(1000, 576)).isEqualTo(112);
    assertThat(DenseProduct.share(100, 0)).isEqualTo(100);
  }
}
