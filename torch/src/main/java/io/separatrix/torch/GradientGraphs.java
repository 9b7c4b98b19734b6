package io.separatrix.torch;

import io.separatrix.geometry.LogitCombination;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Gradients that can be differentiated once more, kept from call to call. An iteration such as
 * Lanczos asks for many Hessian-vector products at one point; only the last of their three passes
 * depends on the vector. The least recently used ones are freed.
 */
final class GradientGraphs implements AutoCloseable {

  /**
   * A batch's gradients with the graph that made them.
   *
   * @param points rows
   * @param functions one a row
   * @param x the points as the graph's input
   * @param gradient of each row's function; null where it is zero everywhere
   */
  record Entry(
      double[][] points, LogitCombination[] functions, Tensor x, @Nullable Tensor gradient) {

    private boolean isOf(double[][] otherPoints, LogitCombination[] otherFunctions) {
      return Arrays.equals(functions, otherFunctions) && Arrays.deepEquals(points, otherPoints);
    }

    private void free() {
      x.releaseReference();
      if (gradient != null) {
        gradient.releaseReference();
      }
    }
  }

  private final int capacity;
  private final Deque<Entry> kept = new ArrayDeque<>();

  /**
   * @param capacity batches to keep, not negative
   */
  GradientGraphs(int capacity) {
    this.capacity = capacity;
  }

  /** Hands out the entry of a batch, which nobody else gets until it is kept again. */
  synchronized @Nullable Entry take(double[][] points, LogitCombination[] functions) {
    for (Iterator<Entry> all = kept.iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (entry.isOf(points, functions)) {
        all.remove();
        return entry;
      }
    }
    return null;
  }

  /** Takes an entry, or takes it back. */
  synchronized void keep(Entry entry) {
    kept.addLast(entry);
    if (kept.size() > capacity) {
      kept.removeFirst().free();
    }
  }

  /** Frees them all; others may be kept afterwards. */
  @Override
  public synchronized void close() {
    kept.forEach(Entry::free);
    kept.clear();
  }
}
