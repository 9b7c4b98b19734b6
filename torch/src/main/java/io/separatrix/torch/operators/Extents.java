package io.separatrix.torch.operators;

import java.util.Arrays;

/** A bound on what a graph may allocate with a few bytes of file. */
public final class Extents {

  private Extents() {}

  /**
   * @throws io.separatrix.network.ModelFormatException if a tensor of this shape is larger than the
   *     run allows
   */
  public static void check(OperatorCall call, long... extents) {
    long limit = call.setting().limit();
    long elements = 1;
    for (long extent : extents) {
      if (extent < 0) {
        throw call.fail("expected extents of at least 0, found " + Arrays.toString(extents));
      }
      if (extent != 0 && elements > limit / extent) {
        throw call.fail(
            "a tensor of shape "
                + Arrays.toString(extents)
                + " has more than the "
                + limit
                + " elements allowed");
      }
      elements *= extent;
    }
  }
}
