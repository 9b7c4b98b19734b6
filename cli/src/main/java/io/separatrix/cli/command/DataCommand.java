package io.separatrix.cli.command;

import io.separatrix.cli.terminal.Host;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code data}. */
@Command(name = "data", description = "List the built-in data sets, or fetch one.")
final class DataCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  /** The command with its two subcommands. */
  static CommandLine commandLine(Host host) {
    return new CommandLine(new DataCommand())
        .addSubcommand(new DataListCommand(host))
        .addSubcommand(new DataFetchCommand(host));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "expected 'data list' or 'data fetch NAME'");
  }
}
