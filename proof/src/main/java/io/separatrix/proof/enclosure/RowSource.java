package io.separatrix.proof.enclosure;

import org.jspecify.annotations.Nullable;

/**
 * Generator rows that are computed when somebody wants them, and for those neurons only that are
 * wanted: rows of a neuron that is off for certain are never needed.
 */
@FunctionalInterface
interface RowSource {

  /**
   * @param interval which interval of the batch
   * @param needed the neurons whose rows are wanted; null for all. The others may lack theirs
   */
  Rows rows(int interval, boolean @Nullable [] needed);
}
