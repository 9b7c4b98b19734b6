package io.separatrix.cli.command;

import picocli.CommandLine.Command;

/** {@code version}. */
@Command(name = "version", description = "Prints what --version does.")
final class VersionCommand extends HostedCommand {

  @Override
  void run() {
    spec.root()
        .commandLine()
        .printVersionHelp(host().out(), spec.commandLine().getColorScheme().ansi());
  }
}
