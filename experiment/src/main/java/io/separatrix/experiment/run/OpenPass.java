package io.separatrix.experiment.run;

import java.io.Serializable;
import java.util.List;

/**
 * A pass of which items are missing.
 *
 * @param study name of the study that asked for it first
 * @param pass its name, that of its journal
 * @param missing indices of the items, ascending
 */
public record OpenPass(String study, String pass, List<Integer> missing) implements Serializable {

  public OpenPass {
    missing = List.copyOf(missing);
  }
}
