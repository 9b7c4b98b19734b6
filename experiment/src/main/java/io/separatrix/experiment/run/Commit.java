package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.concurrent.TimeUnit;

/** A checkout's commit, for provenance. */
public final class Commit {

  /** Where nothing is known of it. */
  public static final String UNKNOWN = "unknown";

  private Commit() {}

  /**
   * What git says about the current folder; "unknown" where it is no checkout or git is missing.
   */
  public static String current() {
    return in(Path.of(""));
  }

  /**
   * What git says about the checkout that a program runs from, or of which its app folder was made:
   * {@code share/commit} there. "unknown" where neither is known.
   *
   * @param program a class of it
   */
  public static String of(Class<?> program) {
    CodeSource source = program.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      return UNKNOWN;
    }
    Path classes = Path.of(URI.create(source.getLocation().toString()));
    return Files.isDirectory(classes)
        ? in(classes)
        : written(classes.resolveSibling("../share/commit"));
  }

  private static String written(Path file) {
    try {
      String commit = Files.isRegularFile(file) ? Files.readString(file, UTF_8).strip() : UNKNOWN;
      return commit.matches("[0-9a-f]{40,64}") ? commit : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String in(Path folder) {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .directory(folder.toAbsolutePath().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? commit : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
