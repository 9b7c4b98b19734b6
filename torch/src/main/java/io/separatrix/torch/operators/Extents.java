package io.separatrix.torch.operators;

import java.util.Arrays;

/** A bound on what a graph may allocate with a few bytes of file. */
final class Extents {

  /** Elements of the largest tensor that an operator may create from a shape: 2 GiB of float32. */
  static final long LIMIT = 1L << 29;

  private Extents() {}

  static void check(Call call, long... extents) {
    long elements = 1;
    for (long extent : extents) {
      if (extent < 0) {
        throw call.fail("expected extents of at least 0, found " + Arrays.toString(extents));
      }
      if (extent != 0 && elements > LIMIT / extent) {
        throw call.fail(
            "a tensor of shape "
                + Arrays.toString(extents)
                + " has more than the "
                + LIMIT
                + " elements allowed");
      }
      elements *= extent;
    }
  }
}
