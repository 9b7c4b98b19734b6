package io.separatrix.experiment.run;

/**
 * Which items of a run are done here. What others find comes to the run's journals on another way.
 */
@FunctionalInterface
public interface ItemSelection {

  /** All of them. */
  ItemSelection ALL = (pass, item) -> true;

  /** None: what is finished is put together. */
  ItemSelection NONE = (pass, item) -> false;

  /**
   * {@return whether an item is done here}
   *
   * @param pass name of the pass, which is that of its journal
   * @param item index of the item in its pass
   */
  boolean has(String pass, int item);
}
