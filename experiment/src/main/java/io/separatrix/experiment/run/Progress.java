package io.separatrix.experiment.run;

/** Listens to how far a run has got; calls come from one thread. */
@FunctionalInterface
public interface Progress {

  /** Listens to nothing. */
  Progress NONE = (study, done, total) -> {};

  /**
   * Called when a study starts (then {@code done} counts the items that an earlier session
   * finished) and after each item.
   *
   * @param study the study's name
   * @param done items that are finished
   * @param total items in all
   */
  void at(String study, int done, int total);
}
