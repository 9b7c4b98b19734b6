package io.separatrix.cli.command;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.option.VerbosityOptions;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Timings;
import io.separatrix.report.compare.ComparisonReport;
import io.separatrix.report.compare.RunComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}. */
@Command(
    name = "compare",
    description = "Two or more runs in one report: every number with its difference.")
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      arity = "2..*",
      description = "Run folders; the first is compared with.")
  List<Path> runs = List.of();

  @Mixin RunOptions run = new RunOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Mixin VerbosityOptions verbosity = new VerbosityOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Host host;

  CompareCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Instant started = Instant.now();
    Path directory = run.folder("compare", spec.commandLine());
    RunFolder.requireUsable(directory, run.existing());
    List<RunFolder> opened = runs.stream().map(CompareCommand::opened).toList();
    RunComparison comparison = comparison(opened);
    Session session = Session.starting(host.arguments(), Map.of(), started);
    try (RunFolder folder =
        RunFolder.start(directory, run.existing(), comparison.manifest(opened, session))) {
      double seconds = Duration.between(started, Instant.now()).toMillis() * 1e-3;
      folder.end(new Timings(seconds, 0, 0, seconds, Double.NaN, Map.of()), true);
      ComparisonReport.write(opened, comparison, folder);
      output.print(folder, host, verbosity.remarks(host));
    }
    return ExitCode.DONE;
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
