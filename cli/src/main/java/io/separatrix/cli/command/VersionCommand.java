package io.separatrix.cli.command;

import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}. */
@Command(name = "version", description = "Prints what --version does.")
final class VersionCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  private final Host host;

  VersionCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    spec.root()
        .commandLine()
        .printVersionHelp(host.out(), spec.commandLine().getColorScheme().ansi());
    return ExitCode.DONE;
  }
}
