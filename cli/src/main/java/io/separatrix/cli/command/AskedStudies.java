package io.separatrix.cli.command;

import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Journals;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * The experiment and the studies that a command line asks for, without its run: for a machine that
 * does items of a run whose folder is elsewhere.
 */
public final class AskedStudies implements AutoCloseable {

  private final Experiment experiment;
  private final List<Study<?>> studies;

  private AskedStudies(Experiment experiment, List<Study<?>> studies) {
    this.experiment = experiment;
    this.studies = studies;
  }

  /**
   * Reads a command line and opens its experiment.
   *
   * @param host whose arguments it is, the program first
   * @param items that are done here
   * @param journals have the other items that are finished
   * @return the studies; close them
   * @throws UsageException if the command runs no studies
   */
  public static AskedStudies of(Host host, ItemSelection items, Journals journals) {
    List<String> arguments = host.arguments().subList(1, host.arguments().size());
    ParseResult parsed =
        Separatrix.commandLine(host).parseArgs(arguments.toArray(String[]::new)).subcommand();
    if (parsed == null || !(parsed.commandSpec().userObject() instanceof StudyCommand command)) {
      throw new UsageException(
          "expected a command that runs studies, found " + String.join(" ", arguments));
    }
    command.prepare();
    Experiment experiment =
        command.experiment(command.model.open()).items(items).journals(journals).open();
    return new AskedStudies(experiment, command.studies(experiment));
  }

  /** {@return the experiment that they run in} */
  public Experiment experiment() {
    return experiment;
  }

  /**
   * {@return the study of a name}
   *
   * @param name as {@link Study#name}
   */
  public Study<?> study(String name) {
    return studies.stream()
        .filter(study -> study.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no study called " + name));
  }

  @Override
  public void close() {
    experiment.close();
  }
}
