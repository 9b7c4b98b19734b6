package io.separatrix.experiment.run;

import java.util.List;

/** Machines that do a run's items for the one that has its folder. */
@FunctionalInterface
public interface Workers {

  /**
   * Does all items that are missing in some passes, which do not wait for each other. Results go to
   * the folder as they come.
   *
   * @param passes what is to be done
   * @param folder of the run
   * @throws RuntimeException if something could not be done; what came is in the folder
   */
  void work(List<OpenPass> passes, RunFolder folder);
}
