package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/** Rows of a batch, in other orders and compared. */
final class Rows {

  private Rows() {}

  static <T> T[] reversed(T[] rows) {
    T[] reversed = rows.clone();
    for (int i = 0; i < rows.length; i++) {
      reversed[i] = rows[rows.length - 1 - i];
    }
    return reversed;
  }

  static <T> T[] joined(T[] first, T[] second) {
    T[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * @param error relative to the norm; 0 for equal to the bit
   */
  static void assertClose(double[] found, double[] expected, double error) {
    if (error == 0) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found).hasSameSizeAs(expected);
      assertThat(Vectors.distance(found, expected))
          .isLessThanOrEqualTo(error * Vectors.norm(expected));
    }
  }

  static void assertClose(Linearization found, Linearization expected, double error) {
    assertClose(found.logits(), expected.logits(), error);
    assertThat(found.gradients()).hasNumberOfRows(expected.gradients().length);
    for (int m = 0; m < expected.gradients().length; m++) {
      assertClose(found.gradients()[m], expected.gradients()[m], error);
    }
  }
}
