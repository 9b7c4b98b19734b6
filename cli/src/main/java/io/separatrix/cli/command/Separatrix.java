package io.separatrix.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "separatrix",
    versionProvider = Versions.class,
    description = "The geometry of deep classifiers' decision regions.",
    footer = {
      "",
      "Exit codes: 0 done, 1 internal error, 2 usage, 3 bad model or data, 4 device not available,"
          + " 5 interrupted but resumable, 6 a quality gate failed."
    })
final class Separatrix implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command,
        "expected a command, one of "
            + command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", ")));
  }
}
