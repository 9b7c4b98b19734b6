package io.separatrix.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err progress, remarks and errors
 * @param interactive whether {@code err} is a terminal, where a progress bar makes sense
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /** A line about what is going on. */
  void note(String line) {
    err.println(line);
    err.flush();
  }

  /** A line of results. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
