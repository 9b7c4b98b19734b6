package io.separatrix.cli;

import io.separatrix.studies.report.Report;
import io.separatrix.studies.run.RunFolder;
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

  @Mixin Verbosity verbosity = new Verbosity();

  private final Host host;

  ReportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (RunFolder run = RunFolder.open(folder)) {
      host.print("report: " + Report.redraw(run));
    }
    return ExitCode.DONE;
  }
}
