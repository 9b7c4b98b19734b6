package io.separatrix.cli.terminal;

/**
 * What a command says beside its results, on the error stream.
 *
 * @param level how much of it
 */
public record Remarks(Host host, Verbosity level) {

  /** A line for everybody who did not ask for silence. */
  public void note(String line) {
    if (level != Verbosity.QUIET) {
      host.say(line);
    }
  }

  /** A line for those who asked for more. */
  public void detail(String line) {
    if (level == Verbosity.VERBOSE) {
      host.say(line);
    }
  }
}
