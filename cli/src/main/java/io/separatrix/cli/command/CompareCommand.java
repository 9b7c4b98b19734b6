package io.separatrix.cli.command;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Session;
import io.separatrix.report.compare.ComparisonReport;
import io.separatrix.report.compare.RunComparison;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compare}. */
@Command(
    name = "compare",
    description = "Two or more runs in one report: every number with its difference.")
final class CompareCommand extends HostedCommand {

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description = "Run folders; the others are compared with the first.")
  List<Path> runs = List.of();

  @ArgGroup(validate = false, order = 4, heading = RunOptions.HEADING)
  RunOptions run = new RunOptions();

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  @Override
  void run() {
    Path directory = run.folder(spec.name());
    compare(runs, directory, run.existing(), this, output);
  }

  /**
   * Compares runs into a folder and prints what differs.
   *
   * @param command that was started
   */
  static void compare(
      List<Path> runs,
      Path directory,
      RunFolder.Existing existing,
      HostedCommand command,
      OutputOptions output) {
    Instant started = Instant.now();
    RunFolder.requireUsable(directory, existing);
    List<RunFolder> opened = runs.stream().map(CompareCommand::opened).toList();
    RunComparison comparison = comparison(opened);
    Session session = Session.starting(command.host().arguments(), Map.of(), started);
    try (RunFolder folder =
        RunFolder.start(directory, existing, comparison.manifest(opened, session))) {
      Path report = ComparisonReport.write(opened, comparison, folder);
      output.printSummary(folder, "report: " + report, command.host(), command.remarks());
    }
  }

  private static RunComparison comparison(List<RunFolder> opened) {
    try {
      return RunComparison.of(opened);
    } catch (IllegalArgumentException e) {
      throw new DataException(requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }

  /** To this command run folders are data: what is wrong with one is bad data, not bad usage. */
  private static RunFolder opened(Path directory) {
    try {
      return RunFolder.open(directory);
    } catch (RunFolderException e) {
      throw new DataException(requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }
}
