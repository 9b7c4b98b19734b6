package io.separatrix.cluster;

import io.separatrix.experiment.run.PassLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What attempts of a task have finished, kept item by item beside the run's journals where an
 * executor sees the run folder: the next attempt goes on from there. Elsewhere a task that is lost
 * is done again.
 */
final class PartFiles {

  private final Path folder;
  private final Chunk chunk;
  private final int attempt;
  private final boolean shared;

  /**
   * @param folder of the run, as the driver has it
   * @param attempt of the task, from 0
   */
  PartFiles(Path folder, Chunk chunk, int attempt) {
    this.folder = folder;
    this.chunk = chunk;
    this.attempt = attempt;
    this.shared = Files.isDirectory(folder.resolve(Chunk.PARTS));
  }

  /** Hands on what earlier attempts finished. */
  void readTo(ExecutorStudies studies) {
    for (int earlier = 0; shared && earlier < attempt; earlier++) {
      try {
        Optional<PassLines> lines =
            PassLines.read(folder.resolve(chunk.partFile(earlier)), chunk.pass());
        lines.ifPresent(studies::take);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Keeps a finished item. */
  void add(PassLines finished) {
    if (shared) {
      try {
        finished.appendTo(folder.resolve(chunk.partFile(attempt)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
