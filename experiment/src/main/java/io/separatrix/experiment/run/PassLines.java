package io.separatrix.experiment.run;

import java.io.Serializable;
import java.util.List;

/**
 * Finished items of one pass as lines of its journal, without line feeds: in this form results
 * travel between machines, to the bit and under their checksums.
 *
 * @param pass name of the pass
 * @param first line of the journal, which says whose it is
 * @param items one line each
 */
public record PassLines(String pass, byte[] first, List<byte[]> items) implements Serializable {

  public PassLines {
    items = List.copyOf(items);
  }
}
