package io.separatrix.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The {@code .npy} files of a folder. */
record NpyFolder(Path folder, List<String> names) implements ArrayBundle {
  private static final String EXTENSION = ".npy";

  /**
   * Lists a folder.
   *
   * @throws DataException if it cannot be listed
   */
  static NpyFolder of(Path folder) {
    Path absolute = folder.toAbsolutePath();
    try (Stream<Path> files = Files.list(absolute)) {
      return new NpyFolder(
          absolute,
          files
              .filter(NpyFolder::isArray)
              .map(file -> file.getFileName().toString())
              .map(name -> name.substring(0, name.length() - EXTENSION.length()))
              .sorted()
              .toList());
    } catch (IOException unreadable) {
      throw new DataException(folder + ": the folder cannot be listed: " + unreadable, unreadable);
    }
  }

  private static boolean isArray(Path file) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)
        && !name.startsWith(".")
        && Files.exists(file);
  }

  private Path file(String name) {
    Path lower = folder.resolve(name + EXTENSION);
    return Files.exists(lower) ? lower : folder.resolve(name + ".NPY");
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public int[] shape(String name) {
    return open(name).shape();
  }

  @Override
  public NpyFile open(String name) {
    return NpyFile.open(file(name));
  }

  @Override
  public String sha256(List<String> names) {
    return Sha256.ofFiles(folder, names.stream().map(this::file).toList());
  }
}
