package io.separatrix.cli.terminal;

import picocli.CommandLine;

/** How much a command says on the error stream. */
public enum Verbosity {
  /** Errors only. */
  QUIET,
  /** Remarks and progress. */
  NORMAL,
  /** Also timings, and stack traces of errors. */
  VERBOSE;

  /** What a parsed command line asks for. */
  public static Verbosity of(CommandLine command) {
    var parsed = command.getParseResult();
    if (parsed.hasMatchedOption("-v")) {
      return VERBOSE;
    }
    return parsed.hasMatchedOption("-q") ? QUIET : NORMAL;
  }
}
