package io.separatrix.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * Where a command runs.
 *
 * @param out takes results
 * @param err takes progress, remarks and errors
 * @param terminal whether {@code err} is a terminal, where a progress bar makes sense
 * @param arguments the command line, as it is recorded
 * @param interruption hears of signals
 */
record Host(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    List<String> arguments,
    Interruption interruption) {

  /** Prints results. */
  void print(String text) {
    out.println(text);
    out.flush();
  }
}
