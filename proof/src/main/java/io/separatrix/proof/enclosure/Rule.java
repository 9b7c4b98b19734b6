package io.separatrix.proof.enclosure;

import java.util.List;

/** An operator on enclosures. Immutable; serves several threads. */
interface Rule {

  /** Extents of the result, without the batch axis. */
  int[] shape();

  /** Encloses the operator's values, given enclosures of its operands. */
  Enclosure apply(List<Enclosure> operands);

  /** Whether a result is affine in the operands, so that no chord is taken. */
  default boolean affine() {
    return false;
  }

  /** Whether centres of two numbers are understood; else {@link Enclosure#rounded} ones come. */
  default boolean takesLow() {
    return false;
  }

  /** Whether a chord has an error almost everywhere, and not at kinks only. */
  default boolean curved() {
    return false;
  }
}
