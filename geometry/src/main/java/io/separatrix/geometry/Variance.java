package io.separatrix.geometry;

import java.util.Arrays;

/** The variance of a sample. */
public final class Variance {

  private Variance() {}

  /**
   * The unbiased variance {@code sum_i (v_i - mean)^2 / (n - 1)}, by two passes.
   *
   * @param values not modified
   * @return NaN for fewer than two values
   */
  public static double of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return values.length < 2 ? Double.NaN : squares / (values.length - 1);
  }
}
