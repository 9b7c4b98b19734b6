package io.separatrix.experiment.run;

import java.util.SortedMap;
import java.util.TreeMap;

/** Where finished items are kept. */
public interface Journals {

  /** Keeps nothing: for a run without a folder, which cannot be resumed. */
  Journals NONE =
      new Journals() {
        @Override
        public <R> Journal<R> journal(String pass, int items, Class<R> type) {
          return new Journal<>() {
            @Override
            public SortedMap<Integer, R> finished() {
              return new TreeMap<>();
            }

            @Override
            public void add(int item, R result) {}

            @Override
            public void close() {}
          };
        }
      };

  /**
   * Opens the journal of a pass; close it.
   *
   * @param pass its name
   * @param items how many items it has
   * @param type the type of an item's result
   */
  <R> Journal<R> journal(String pass, int items, Class<R> type);
}
