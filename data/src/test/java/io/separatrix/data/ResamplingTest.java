package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.separatrix.data.Resizing.Filter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

  private static double[] resampled(Filter filter, double[] line, int to) {
    double[] target = new double[to];
    new Resampling(filter, line.length, to, 0, to).apply(line, 0, 1, target, 0, 1);
    return target;
  }

  private static double[] line(int length, double start, double slope) {
    double[] line = new double[length];
    Arrays.setAll(line, i -> start + slope * (i + 0.5));
    return line;
  }

  @ParameterizedTest
  @CsvSource({
    "BILINEAR, 10, 7",
    "BILINEAR, 7, 10",
    "BICUBIC, 10, 7",
    "BICUBIC, 7, 10",
    "BICUBIC, 64, 5",
    "BICUBIC, 1, 3",
    "BICUBIC, 9, 9",
  })
  void apply_constant_staysConstant(Filter filter, int from, int to) {
    for (double value : resampled(filter, line(from, 3.5, 0), to)) {
      assertThat(value).isEqualTo(3.5, offset(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"BILINEAR, 12", "BICUBIC, 12"})
  void apply_sameLength_changesNothing(Filter filter, int length) {
    double[] line = {1, 5, -2, 8, 0, 0, 3, 1, 9, 4, 4, 2};
    assertThat(resampled(filter, line, length)).containsExactly(line, offset(1e-12));
  }

  /** Enlarged by a whole number or reduced by one, the weights are symmetric or exact. */
  @ParameterizedTest
  @CsvSource({
    "BILINEAR, 16, 32",
    "BILINEAR, 16, 48",
    "BICUBIC, 16, 32",
    "BICUBIC, 16, 48",
    "BICUBIC, 16, 23",
    "BICUBIC, 32, 16",
    "BICUBIC, 48, 16",
  })
  void apply_linearRamp_isExactInside(Filter filter, int from, int to) {
    double[] found = resampled(filter, line(from, 2, -3), to);
    double scale = (double) from / to;
    double reach = 2 * Math.max(scale, 1);
    int checked = 0;
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * scale;
      if (center > reach && center < from - reach) {
        assertThat(found[i]).isEqualTo(2 - 3 * center, offset(1e-9));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(to / 2);
  }

  /** Keys 1981 with a = -1/2: at distances 1/4, 3/4, 5/4, 7/4 it is 111, 29, -9, -3 of 128ths. */
  @Test
  void apply_bicubicDoubling_weighsByKeysCubic() {
    double[] even = {-3 / 128.0, 29 / 128.0, 111 / 128.0, -9 / 128.0};
    double[] impulse = new double[8];
    for (int at = 2; at < 6; at++) {
      Arrays.fill(impulse, 0);
      impulse[at] = 1;
      double[] found = resampled(Filter.BICUBIC, impulse, 16);
      for (int k = 4; k < 12; k++) {
        // Target pixel 2j lies a quarter left of the centre of source pixel j, 2j + 1 right of it.
        int tap = k % 2 == 0 ? at - k / 2 + 2 : k / 2 + 2 - at;
        double expected = tap >= 0 && tap < 4 ? even[tap] : 0;
        assertThat(found[k]).as("%d of %d", k, at).isEqualTo(expected, offset(1e-12));
      }
    }
  }

  /** At the border the weights that are left are brought to the sum 1. */
  @Test
  void apply_bicubicAtTheBorder_leavesOutWhatIsNotThere() {
    double[] impulse = {1, 0, 0, 0};
    assertThat(resampled(Filter.BICUBIC, impulse, 8)[0])
        .isEqualTo(111 / (111 - 9.0), offset(1e-12));
  }

  @Test
  void apply_partOfTheAxis_isThatPartOfTheWhole() {
    double[] line = {1, 5, -2, 8, 0, 0, 3, 1, 9, 4};
    double[] whole = resampled(Filter.BICUBIC, line, 7);
    double[] spread = new double[30];
    for (int i = 0; i < 10; i++) {
      spread[2 + 2 * i] = line[i];
    }
    double[] part = new double[9];
    new Resampling(Filter.BICUBIC, 10, 7, 2, 3).apply(spread, 2, 2, part, 1, 3);
    assertThat(part).containsExactly(0, whole[2], 0, 0, whole[3], 0, 0, whole[4], 0);
  }
}
