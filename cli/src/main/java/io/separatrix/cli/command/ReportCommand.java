package io.separatrix.cli.command;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.report.page.Report;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code report}. */
@Command(name = "report", description = "Draws report.html again from a run folder.")
final class ReportCommand extends HostedCommand {

  @Parameters(paramLabel = "DIR", description = "A run folder.")
  Path folder = Path.of("");

  @Override
  void run() {
    try (RunFolder opened = opened()) {
      host().print("report: " + Report.write(opened, drawn(opened)));
    }
  }

  private RunFolder opened() {
    try {
      return RunFolder.open(folder);
    } catch (RunFolderException e) {
      throw bad(e);
    }
  }

  private static String drawn(RunFolder opened) {
    try {
      return Report.draw(opened);
    } catch (RunFolderException e) {
      throw bad(e);
    }
  }

  /** To this command the folder is data: what is wrong with it is bad data, not bad usage. */
  private static DataException bad(RunFolderException e) {
    return new DataException(requireNonNullElse(e.getMessage(), e.toString()), e);
  }
}
