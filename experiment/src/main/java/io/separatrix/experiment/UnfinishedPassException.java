package io.separatrix.experiment;

/**
 * A shard has finished its items of a pass, and what comes next needs those of the other shards.
 * When their journals are put together, the run goes on from there.
 */
public final class UnfinishedPassException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfinishedPassException(String pass, int finished, int items) {
    super(
        pass
            + ": "
            + finished
            + " of "
            + items
            + " items are finished; the others belong to other shards");
  }
}
