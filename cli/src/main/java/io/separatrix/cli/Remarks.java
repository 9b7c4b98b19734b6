package io.separatrix.cli;

/**
 * What a command says beside its results, on the error stream.
 *
 * @param level how much of it
 */
record Remarks(Host host, Verbosity.Level level) {

  /** A line for everybody who did not ask for silence. */
  void note(String line) {
    if (level != Verbosity.Level.QUIET) {
      host.say(line);
    }
  }

  /** A line for those who asked for more. */
  void detail(String line) {
    if (level == Verbosity.Level.VERBOSE) {
      host.say(line);
    }
  }
}
