package io.separatrix.data;

import java.nio.file.Path;

/**
 * The folder where fetched data is kept.
 *
 * @param folder need not exist yet
 */
public record DataHome(Path folder) {

  /** {@code $SEPARATRIX_HOME}, or {@code .cache/separatrix} in the user's home. */
  public static DataHome fromEnvironment() {
    String home = System.getenv("SEPARATRIX_HOME");
    return new DataHome(
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "separatrix")
            : Path.of(home));
  }

  /** Where CIFAR-10's six batches lie once fetched; the folder's name is the archive's own. */
  public Path cifar10() {
    return folder.resolve("cifar-10-batches-bin");
  }
}
