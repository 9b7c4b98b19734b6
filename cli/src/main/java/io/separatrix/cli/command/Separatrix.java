package io.separatrix.cli.command;

import static java.util.Objects.requireNonNull;

import io.separatrix.cli.option.Converters;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's command line, and the command without a subcommand. */
@Command(
    name = "separatrix",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "The geometry of deep classifiers' decision regions.",
    subcommands = {
      DemoCommand.class,
      InspectCommand.class,
      PredictCommand.class,
      BoundaryCommand.class,
      PathsCommand.class,
      ComponentsCommand.class,
      ConvexityCommand.class,
      SliceCommand.class,
      PlanesCommand.class,
      CurvatureCommand.class,
      DirectionsCommand.class,
      SensitivityCommand.class,
      AsymmetryCommand.class,
      OperatorsCommand.class,
      DetectCommand.class,
      ReproduceCommand.class,
      DataCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      MergeCommand.class,
      ExploreCommand.class,
      FigureCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      TrainCommand.class,
      VersionCommand.class,
      HelpCommand.class,
      GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 internal error, 2 usage, 3 bad model or data, 4 device not available,"
          + " 5 interrupted but resumable, 6 a quality gate failed."
    })
public final class Separatrix implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  private @Nullable Host host;

  /** The program's command line, on a host. */
  public static CommandLine commandLine(Host host) {
    Separatrix separatrix = new Separatrix();
    separatrix.host = host;
    CommandLine commandLine = new CommandLine(separatrix);
    Converters.register(commandLine);
    withHeadings(commandLine);
    return commandLine;
  }

  private static void withHeadings(CommandLine command) {
    command.getCommandSpec().usageMessage().optionListHeading("%nOptions:%n");
    command.getCommandSpec().usageMessage().commandListHeading("%nCommands:%n");
    command.getSubcommands().values().forEach(Separatrix::withHeadings);
  }

  Host host() {
    return requireNonNull(host);
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "expected a command, one of "
            + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
