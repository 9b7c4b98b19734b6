package io.separatrix.network.engine;

import io.separatrix.network.Graph;
import org.jspecify.annotations.Nullable;

/**
 * A graph that prescribed the size of its batch, after an engine tried to let it take any.
 *
 * @param graph the graph, for any batch or as it was
 * @param failure why it prescribes its batch still; null if it does not
 */
public record OpenedBatch(Graph graph, @Nullable String failure) {

  /**
   * A graph that takes any batch.
   *
   * @param graph of an open batch size
   * @return the graph, with nothing to say
   */
  public static OpenedBatch any(Graph graph) {
    return new OpenedBatch(graph, null);
  }
}
