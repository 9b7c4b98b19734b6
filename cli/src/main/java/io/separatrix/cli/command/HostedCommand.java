package io.separatrix.cli.command;

import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that does something on the host that the program runs on. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    abbreviateSynopsis = true,
    optionListHeading = Separatrix.OPTIONS,
    commandListHeading = "%nCommands:%n")
abstract class HostedCommand implements Callable<Integer> {

  @ArgGroup(exclusive = true, order = 6, heading = "%nMessages:%n")
  Messages messages = new Messages();

  @Spec CommandSpec spec = CommandSpec.create();

  /** One of them at most. */
  static final class Messages {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say nothing on the error stream but errors.")
    boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Say more: timings, and stack traces of errors.")
    boolean verbose;
  }

  /** Does it; an exception says what went wrong. */
  abstract void run();

  @Override
  public final Integer call() {
    requireOnce();
    run();
    return ExitCode.DONE;
  }

  /** Picocli would begin a group anew with an option that was given before, without the others. */
  private void requireOnce() {
    for (ArgGroupSpec group : spec.argGroups()) {
      if (spec.commandLine().getParseResult().findMatches(group).size() > 1) {
        throw new UsageException(
            "expected each option once, found one of these twice: " + group.synopsis());
      }
    }
  }

  final Host host() {
    return ((Separatrix) spec.root().userObject()).host();
  }

  final Remarks remarks() {
    return new Remarks(host(), messages.quiet, messages.verbose);
  }
}
