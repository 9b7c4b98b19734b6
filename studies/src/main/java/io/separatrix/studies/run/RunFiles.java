package io.separatrix.studies.run;

import io.separatrix.data.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Deletes what a run wrote, and nothing else: a folder given by mistake keeps its files. */
final class RunFiles {

  private static final Set<String> FOLDERS = Set.of(RunFolder.FIGURES, RunFolder.JOURNALS);
  private static final List<String> SUFFIXES =
      List.of(".json", ".csv", ".npy", ".html", ".safetensors", AtomicFile.PARTIAL_SUFFIX);

  private RunFiles() {}

  /** Refuses a folder without a run. */
  static void requireRun(Path directory) {
    if (!Files.isRegularFile(directory.resolve(RunFolder.MANIFEST))) {
      throw new RunFolderException(
          directory
              + " holds no run, so --overwrite leaves it alone: expected "
              + RunFolder.MANIFEST
              + " in it; choose another folder or empty it yourself");
    }
  }

  static void delete(Path directory) {
    requireRun(directory);
    try {
      for (Path entry : list(directory)) {
        String name = entry.getFileName().toString();
        if (FOLDERS.contains(name) && Files.isDirectory(entry)) {
          deleteTree(entry);
        } else if (SUFFIXES.stream().anyMatch(name::endsWith) && Files.isRegularFile(entry)) {
          Files.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new RunFolderException("cannot empty " + directory + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> entries = Files.walk(directory)) {
      deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : deepestFirst) {
      Files.delete(entry);
    }
  }
}
