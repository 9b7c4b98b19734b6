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
   * @throws WorkersLostException if machines are gone for good; what came is in the folder
   * @throws RuntimeException as an item throws it in one process; what came is in the folder
   */
  void work(List<OpenPass> passes, RunFolder folder);
}
