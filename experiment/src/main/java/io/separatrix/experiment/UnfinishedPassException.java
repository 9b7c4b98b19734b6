package io.separatrix.experiment;

import java.util.List;

/**
 * The items of a pass that are done here are finished, and what comes next needs the others. When
 * these are in the run's journals too, the run goes on from there.
 */
public final class UnfinishedPassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pass;
  private final transient List<Integer> missing;

  UnfinishedPassException(String pass, int items, List<Integer> missing) {
    super(
        pass
            + ": "
            + missing.size()
            + " of "
            + items
            + " items are missing; they are done elsewhere");
    this.pass = pass;
    this.missing = List.copyOf(missing);
  }

  /** {@return the name of the pass} */
  public String pass() {
    return pass;
  }

  /** {@return the indices of the items that are missing, ascending} */
  public List<Integer> missing() {
    return missing;
  }
}
