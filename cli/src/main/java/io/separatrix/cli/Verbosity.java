package io.separatrix.cli;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code -q} and {@code -v}. */
final class Verbosity {

  /** How much a command says on the error stream. */
  enum Level {
    /** Errors only. */
    QUIET,
    /** Remarks and progress. */
    NORMAL,
    /** Also timings, and stack traces of errors. */
    VERBOSE
  }

  @ArgGroup(exclusive = true)
  Choice choice = new Choice();

  /** At most one of them. */
  static final class Choice {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say nothing on the error stream but errors.")
    boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Say more: timings, and stack traces of errors.")
    boolean verbose;
  }

  Remarks remarks(Host host) {
    return new Remarks(host, level());
  }

  private Level level() {
    if (choice.quiet) {
      return Level.QUIET;
    }
    return choice.verbose ? Level.VERBOSE : Level.NORMAL;
  }

  /** The level that a parsed command line asks for. */
  static Level of(CommandLine command) {
    var parsed = command.getParseResult();
    if (parsed.hasMatchedOption("-v")) {
      return Level.VERBOSE;
    }
    return parsed.hasMatchedOption("-q") ? Level.QUIET : Level.NORMAL;
  }
}
