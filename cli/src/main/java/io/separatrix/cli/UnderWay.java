package io.separatrix.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The run folder that a command writes, so that an error can say how to go on. */
final class UnderWay {

  private volatile @Nullable Path folder;

  /** A run is under way in a folder. */
  void in(Path directory) {
    folder = directory;
  }

  /** The folder is gone, and nothing can go on. */
  void over() {
    folder = null;
  }

  /** How to go on; empty if there is nothing to go on with. */
  Optional<String> howToGoOn() {
    Path directory = folder;
    return directory == null
        ? Optional.empty()
        : Optional.of(
            "what is finished is kept; the same command with --resume --out "
                + directory
                + " goes on");
  }
}
