package io.separatrix.cli.option;

import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import picocli.CommandLine.Option;

/** The options {@code -q} and {@code -v}, of which there is one at most. */
public final class VerbosityOptions {

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on the error stream but errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more: timings, and stack traces of errors.")
  boolean verbose;

  /** Says as much as the options ask for. */
  public Remarks remarks(Host host) {
    return new Remarks(host, quiet, verbose);
  }
}
