package io.separatrix.cli.command;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.cli.option.VerbosityOptions;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.report.page.Report;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code report}. */
@Command(name = "report", description = "Draws report.html again from a run folder.")
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "A run folder.")
  Path folder = Path.of("");

  @Mixin VerbosityOptions verbosity = new VerbosityOptions();

  private final Host host;

  ReportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    requireReadable();
    try (RunFolder run = RunFolder.open(folder)) {
      host.print("report: " + Report.redraw(run));
    }
    return ExitCode.DONE;
  }

  /** To this command the folder is data: what is wrong with it is bad data, not bad usage. */
  private void requireReadable() {
    try (RunFolder run = RunFolder.open(folder)) {
      Report.draw(run);
    } catch (RunFolderException e) {
      throw new DataException(requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }
}
