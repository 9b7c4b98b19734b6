package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.separatrix.experiment.run.Commit;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of {@code -Pdist}, unpacked where there is no Java. */
class ArchiveIT {

  /** What the start script calls. */
  private static final List<String> TOOLS =
      List.of("bash", "dirname", "readlink", "locale", "getconf");

  @TempDir private static Path folder = Path.of("");

  private static Path home = Path.of("");

  private record Ended(int exitCode, String printed) {}

  @BeforeAll
  static void unpack() throws Exception {
    Path archive = Path.of(System.getProperty("separatrix.archive", ""));
    assumeFalse(
        archive.toString().endsWith(".zip"), "the shell script is for systems with a shell");
    Process tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.toList().get(0);
    }
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.copy(onPath(tool), tools.resolve(tool), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(entry -> Path.of(entry, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** In an environment that is empty but for a path to the tools. */
  private static Ended ended(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("tools").toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), printed);
  }

  private static Ended separatrix(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/separatrix").toString()));
    command.addAll(List.of(arguments));
    return ended(command.toArray(String[]::new));
  }

  @Test
  void version_withoutJava_isPrinted() throws Exception {
    String bash = folder.resolve("tools/bash").toString();
    assertThat(ended(bash, "-c", "command -v java").exitCode()).isNotZero();
    Ended version = separatrix("--version");
    assertThat(version.exitCode()).as(version.printed()).isZero();
    assertThat(version.printed())
        .startsWith("separatrix ")
        .contains("libtorch", "commit " + Commit.current());
  }

  @Test
  void boundary_ofTheSample_leavesAReportWithFigures() throws Exception {
    Path run = folder.resolve("run");
    Ended boundary =
        separatrix(
            "boundary",
            "--model",
            "lenet-fashion",
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "20",
            "--out",
            run.toString());
    assertThat(boundary.exitCode()).as(boundary.printed()).isZero();
    assertThat(run.resolve("report.html")).content().contains("<svg");
  }
}
