package io.separatrix.network.rewrite;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;

/** Constants from numbers in double precision. */
final class Numbers {

  private Numbers() {}

  /** The numbers rounded to FLOAT32, or as they are for FLOAT64. */
  static Constant constant(double[] values, ElementType type, long... shape) {
    if (type == ElementType.FLOAT64) {
      return Constant.of(values, shape);
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Constant.of(narrow, shape);
  }
}
