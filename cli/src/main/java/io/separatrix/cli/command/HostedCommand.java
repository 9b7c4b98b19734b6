package io.separatrix.cli.command;

import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.UsageException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that does something on the host that the program runs on. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    abbreviateSynopsis = true)
abstract class HostedCommand implements Callable<Integer> {

  @ArgGroup(validate = false, order = 6, heading = "%nMessages:%n")
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
    List<String> given =
        spec.commandLine().getParseResult().originalArgs().stream()
            .map(argument -> argument.split("=", 2)[0])
            .toList();
    for (OptionSpec option : spec.options()) {
      Set<String> names = Set.of(option.names());
      if (!option.isMultiValue() && given.stream().filter(names::contains).count() > 1) {
        throw new UsageException(
            "option '" + option.longestName() + "' should be specified only once");
      }
    }
    if (messages.quiet && messages.verbose) {
      throw new UsageException("expected --quiet or --verbose, found both");
    }
  }

  final Host host() {
    return ((Separatrix) spec.root().userObject()).host();
  }

  final Remarks remarks() {
    return new Remarks(host(), messages.quiet, messages.verbose);
  }
}
