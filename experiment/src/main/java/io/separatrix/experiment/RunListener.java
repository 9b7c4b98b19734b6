package io.separatrix.experiment;

import io.separatrix.experiment.run.Finding;

/** Listens to a run, and may end it; calls come from one thread. */
public interface RunListener {

  /** Listens to nothing. */
  RunListener NONE = new RunListener() {};

  /**
   * Called when a pass over items starts (then {@code done} counts the items that an earlier
   * session finished) and after each item.
   *
   * @param pass a study's name, or that of one of its passes
   * @param done items that are finished
   * @param total items in all
   */
  default void at(String pass, int done, int total) {}

  /**
   * What a check before the run, or a study, noticed.
   *
   * @param finding with its name, and what mends it
   */
  default void noticed(Finding finding) {
    note(finding.name() + ": " + finding.message());
  }

  /**
   * Something that the user should know, in one line.
   *
   * @param line without a line feed
   */
  default void note(String line) {}

  /**
   * Something for those who want to know more, in one line.
   *
   * @param line without a line feed
   */
  default void detail(String line) {}

  /**
   * Called before each evaluation of the network.
   *
   * @throws java.util.concurrent.CancellationException to end the run; what is finished is kept
   */
  default void check() {}
}
