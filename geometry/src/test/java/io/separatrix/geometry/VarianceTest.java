package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VarianceTest {

  @Test
  void of_values_isUnbiased() {
    assertThat(Variance.of(2, 4, 4, 4, 5, 5, 7, 9)).isCloseTo(32 / 7.0, within(1e-15));
  }

  @Test
  void of_valuesFarFromZero_losesNothing() {
    assertThat(Variance.of(1e9 + 1, 1e9 + 2, 1e9 + 3)).isEqualTo(1);
  }

  @Test
  void of_fewerThanTwo_isNoNumber() {
    assertThat(Variance.of(3)).isNaN();
    assertThat(Variance.of()).isNaN();
  }
}
