package io.separatrix.cli.command;

import io.separatrix.cli.terminal.UsageException;
import picocli.CommandLine.Command;

/** {@code data}. */
@Command(
    name = "data",
    description = "List the built-in data sets, or fetch one.",
    subcommands = {DataListCommand.class, DataFetchCommand.class})
final class DataCommand extends HostedCommand {

  @Override
  void run() {
    throw new UsageException("expected 'data list' or 'data fetch NAME'");
  }
}
