package io.separatrix.cli.option;

import io.separatrix.experiment.run.RunFolder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run goes, and what makes it repeatable. */
public final class RunOptions {

  /** Stands over them in help. */
  public static final String HEADING = "%nRun folder:%n";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Run folder (default: runs/COMMAND-TIME).")
  @Nullable Path out;

  @ArgGroup(exclusive = true)
  OnExisting onExisting = new OnExisting();

  /** At most one of them. */
  static final class OnExisting {
    @Option(names = "--resume", description = "Go on with the run in the folder.")
    boolean resume;

    @Option(names = "--overwrite", description = "Delete the run in the folder first.")
    boolean overwrite;
  }

  /** What to do if the folder has a run already. */
  public RunFolder.Existing existing() {
    if (onExisting.resume) {
      return RunFolder.Existing.RESUME;
    }
    return onExisting.overwrite ? RunFolder.Existing.OVERWRITE : RunFolder.Existing.REFUSE;
  }

  /**
   * The run folder.
   *
   * @throws ParameterException if it must be named and is not
   */
  public Path folder(String name, CommandLine command) {
    if (out != null) {
      return out;
    }
    if (existing() != RunFolder.Existing.REFUSE) {
      throw new ParameterException(
          command, "--resume and --overwrite need --out DIR, the folder of the run");
    }
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    return Path.of("runs", name + "-" + time);
  }

  /** Seed of everything random. */
  public long seed() {
    return seed;
  }
}
