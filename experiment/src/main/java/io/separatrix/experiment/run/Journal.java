package io.separatrix.experiment.run;

import java.util.SortedMap;

/**
 * The finished items of one pass.
 *
 * @param <R> an item's result: a record, or whatever Jackson reads back equal to what it wrote
 */
public interface Journal<R> extends AutoCloseable {

  /** Results that are here already, by the index of their item; a copy. */
  SortedMap<Integer, R> finished();

  /**
   * Adds the result of one item.
   *
   * @param item from 0 to the number of items less one, not there yet
   */
  void add(int item, R result);

  @Override
  void close();
}
