package io.separatrix.cli.option;

import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.run.RunFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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

  @Option(names = "--resume", description = "Go on with the run in the folder.")
  boolean resume;

  @Option(names = "--overwrite", description = "Delete the run in the folder first.")
  boolean overwrite;

  /** What to do if the folder has a run already. */
  public RunFolder.Existing existing() {
    if (resume) {
      return RunFolder.Existing.RESUME;
    }
    return overwrite ? RunFolder.Existing.OVERWRITE : RunFolder.Existing.REFUSE;
  }

  /**
   * The run folder.
   *
   * @throws UsageException if it must be named and is not
   */
  public Path folder(String command) {
    if (resume && overwrite) {
      throw new UsageException("expected --resume or --overwrite, found both");
    }
    if (out == null && (resume || overwrite)) {
      throw new UsageException("--resume and --overwrite need --out DIR, the folder of the run");
    }
    return out == null ? RunFolder.unnamed(command) : out;
  }

  /** Seed of everything random. */
  public long seed() {
    return seed;
  }
}
