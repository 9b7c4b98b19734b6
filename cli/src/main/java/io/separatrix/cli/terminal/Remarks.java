package io.separatrix.cli.terminal;

/**
 * What a command says beside its results, on the error stream.
 *
 * @param quiet whether to say errors only
 * @param verbose whether to say more
 */
public record Remarks(Host host, boolean quiet, boolean verbose) {

  /** A line for everybody who did not ask for silence. */
  public void note(String line) {
    if (!quiet) {
      host.say(line);
    }
  }

  /** A line for those who asked for more. */
  public void detail(String line) {
    if (verbose) {
      host.say(line);
    }
  }
}
