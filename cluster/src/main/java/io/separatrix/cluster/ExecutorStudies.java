package io.separatrix.cluster;

import io.separatrix.cli.command.AskedStudies;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.cli.terminal.UnderWay;
import io.separatrix.data.DataException;
import io.separatrix.experiment.UnfinishedPassException;
import io.separatrix.experiment.run.LineJournals;
import io.separatrix.experiment.run.PassLines;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The studies of a run in an executor: the network is opened once and stays, with all that tasks
 * have found and been told.
 */
final class ExecutorStudies {

  private static @Nullable ExecutorStudies open;

  private final String application;
  private final LineJournals journals = new LineJournals();
  private final AskedStudies studies;
  private String pass = "";
  private Set<Integer> items = Set.of();
  private int roundsKnown;

  private ExecutorStudies(Order order) {
    application = order.application();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Host host =
        new Host(nowhere, nowhere, false, order.arguments(), new Interruption(), new UnderWay());
    studies =
        AskedStudies.of(host, (name, item) -> name.equals(pass) && items.contains(item), journals);
  }

  /**
   * Those of an order; for one task at a time.
   *
   * @throws DataException if the model or the images here are not the driver's
   */
  static ExecutorStudies of(Order order) {
    ExecutorStudies known = open;
    if (known == null || !known.application.equals(order.application())) {
      if (known != null) {
        known.studies.close();
        open = null;
      }
      known = new ExecutorStudies(order);
      known.requireSame("model", order.modelHash(), known.studies.experiment().model().sha256());
      known.requireSame("data", order.dataHash(), known.studies.experiment().data().sha256());
      open = known;
    }
    while (known.roundsKnown < order.finished().size()) {
      order.finished().get(known.roundsKnown++).value().forEach(known.journals::take);
    }
    return known;
  }

  private void requireSame(String what, String expected, String found) {
    if (!expected.equals(found)) {
      studies.close();
      throw new DataException(
          "expected on every machine the "
              + what
              + " of SHA-256 "
              + expected
              + ", found on an"
              + " executor one of "
              + found
              + "; put the same files on a path that all share");
    }
  }

  /** Takes items that an earlier attempt finished. */
  void take(PassLines finished) {
    journals.take(finished);
  }

  /**
   * Does the items of a chunk that are not finished yet.
   *
   * @param listener hears of each
   * @return the lines of all items of the chunk
   */
  PassLines work(Chunk chunk, Consumer<PassLines> listener) {
    pass = chunk.pass();
    items = Set.copyOf(chunk.items());
    journals.listener(listener);
    try {
      studies.experiment().run(studies.study(chunk.study()));
    } catch (UnfinishedPassException e) {
      // As it should be: other items are done by other tasks.
    } finally {
      items = Set.of();
    }
    return journals.lines(chunk.pass(), chunk.items());
  }
}
