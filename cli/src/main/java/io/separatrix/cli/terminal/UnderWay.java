package io.separatrix.cli.terminal;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run folder that a command writes, so that an error can say how to go on. */
public final class UnderWay {

  private volatile @Nullable Path folder;

  /** A run is under way in a folder. */
  public void in(Path directory) {
    folder = directory;
  }

  /** The folder is gone, and nothing can go on. */
  public void over() {
    folder = null;
  }

  /** The folder; empty if there is none. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** How to go on; empty if there is nothing to go on with. */
  public Optional<String> howToGoOn() {
    return folder()
        .map(
            directory ->
                "what is finished is kept; the same command with --resume --out "
                    + directory
                    + " goes on");
  }
}
