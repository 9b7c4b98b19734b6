package io.separatrix.cli.option;

import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.Verbosity;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options {@code -q} and {@code -v}. */
public final class VerbosityOptions {

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

  /** Says as much as the options ask for. */
  public Remarks remarks(Host host) {
    if (choice.quiet) {
      return new Remarks(host, Verbosity.QUIET);
    }
    return new Remarks(host, choice.verbose ? Verbosity.VERBOSE : Verbosity.NORMAL);
  }
}
