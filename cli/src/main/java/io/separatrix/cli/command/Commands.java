package io.separatrix.cli.command;

import static java.util.Objects.requireNonNull;

import io.separatrix.cli.option.OptionSections;
import io.separatrix.cli.terminal.Host;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands. */
public final class Commands {

  private static final String COMPLETION = "generate-completion";

  private Commands() {}

  /** The program's command line, for a host. */
  public static CommandLine commandLine(Host host) {
    CommandLine commandLine =
        new CommandLine(new Separatrix())
            .addSubcommand(new DemoCommand(host))
            .addSubcommand(new InspectCommand(host))
            .addSubcommand(new PredictCommand(host))
            .addSubcommand(new BoundaryCommand(host))
            .addSubcommand(new PathsCommand(host))
            .addSubcommand(new ComponentsCommand(host))
            .addSubcommand(new ConvexityCommand(host))
            .addSubcommand(new SliceCommand(host))
            .addSubcommand(new CurvatureCommand(host))
            .addSubcommand(new DirectionsCommand(host))
            .addSubcommand(new SensitivityCommand(host))
            .addSubcommand(new AsymmetryCommand(host))
            .addSubcommand(new OperatorsCommand(host))
            .addSubcommand(new DetectCommand(host))
            .addSubcommand(new ReproduceCommand(host))
            .addSubcommand(DataCommand.commandLine(host))
            .addSubcommand(new ReportCommand(host))
            .addSubcommand(new CompareCommand(host))
            .addSubcommand(new TrainCommand(host))
            .addSubcommand(new VersionCommand(host))
            .addSubcommand(new HelpCommand())
            .addSubcommand(COMPLETION, new GenerateCompletion());
    requireNonNull(commandLine.getSubcommands().get(COMPLETION))
        .getCommandSpec()
        .usageMessage()
        .hidden(true);
    everyCommand(commandLine);
    return commandLine;
  }

  private static void everyCommand(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) { // picocli's own commands have it
      spec.mixinStandardHelpOptions(true);
    }
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
    command.setAbbreviatedOptionsAllowed(false);
    command.getSubcommands().values().forEach(Commands::everyCommand);
  }
}
