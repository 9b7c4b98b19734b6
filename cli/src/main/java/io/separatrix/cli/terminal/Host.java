package io.separatrix.cli.terminal;

import io.separatrix.experiment.run.Printable;
import io.separatrix.experiment.run.Workers;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs.
 *
 * @param out takes results
 * @param err takes progress, remarks and errors
 * @param terminal whether {@code err} is a terminal, where a progress bar makes sense
 * @param arguments the command line, as it is recorded
 * @param interruption hears of signals
 * @param underWay what a command has begun that can go on later
 * @param workers do the items of its runs; null if this machine does them
 */
public record Host(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    List<String> arguments,
    Interruption interruption,
    UnderWay underWay,
    @Nullable Workers workers) {

  /** A host that does the items of its runs itself. */
  public Host(
      PrintWriter out,
      PrintWriter err,
      boolean terminal,
      List<String> arguments,
      Interruption interruption,
      UnderWay underWay) {
    this(out, err, terminal, arguments, interruption, underWay, null);
  }

  /** Prints a result, as one line whatever names are in it. */
  public void print(String line) {
    out.println(Printable.line(line));
    out.flush();
  }

  /** Prints results as JSON. */
  public void printJson(String json) {
    out.println(Printable.lines(json));
    out.flush();
  }

  /** Says something beside the results, as one line whatever names are in it. */
  public void say(String line) {
    err.println(Printable.line(line));
    err.flush();
  }
}
