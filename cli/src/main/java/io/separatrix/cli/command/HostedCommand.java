package io.separatrix.cli.command;

import io.separatrix.cli.option.VerbosityOptions;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does something on the host that the program runs on. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    abbreviateSynopsis = true,
    optionListHeading = "%nOptions:%n")
abstract class HostedCommand implements Callable<Integer> {

  @ArgGroup(exclusive = true, order = 6, heading = "%nMessages:%n")
  VerbosityOptions verbosity = new VerbosityOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /** Does it; an exception says what went wrong. */
  abstract void run();

  @Override
  public final Integer call() {
    run();
    return ExitCode.DONE;
  }

  final Host host() {
    return ((Separatrix) spec.root().userObject()).host();
  }

  final Remarks remarks() {
    return verbosity.remarks(host());
  }

  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
